// Applies the remembered scheme and elder mode before the page is painted, and lets the
// switches act without a reload. Without script the same forms are posted to the server.
(function () {
  "use strict";
  var root = document.documentElement;
  var media = {
    auto: "screen and (prefers-color-scheme: dark)",
    light: "not all",
    dark: "screen",
  };
  var next = {
    theme: { auto: "light", light: "dark", dark: "auto" },
    elder: { off: "on", on: "off" },
  };

  function remembered(name) {
    var found = document.cookie.match("(?:^|; )gongkai_" + name + "=([a-z]+)");
    return found && next[name][found[1]] ? found[1] : null;
  }

  function remember(name, value) {
    var secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie =
      "gongkai_" + name + "=" + value + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
  }

  function apply(name, value) {
    root.setAttribute("data-" + name, value);
    if (name === "theme") {
      document.querySelector("[data-gongkai-dark]").media = media[value];
    }
  }

  ["theme", "elder"].forEach(function (name) {
    var value = remembered(name);
    if (value) {
      apply(name, value);
    }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    var name = form.getAttribute("data-gongkai-appearance");
    if (!name) {
      return;
    }
    event.preventDefault();
    var value = next[name][root.getAttribute("data-" + name)];
    remember(name, value);
    apply(name, value);
    var button = form.querySelector("[aria-pressed]");
    if (button) {
      button.setAttribute("aria-pressed", String(value === "on"));
    }
  });
})();
