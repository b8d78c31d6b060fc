// Opens a link marked data-gongkai-drawer in a panel beside the page: the linked page is
// fetched and the part it marks data-gongkai-drawer-content is shown. Any failure follows
// the link instead; with Ctrl, Shift or the middle button the link is an ordinary link.
(function () {
  "use strict";
  if (!window.HTMLDialogElement) {
    return;
  }
  var opener = null;

  function panel() {
    var existing = document.querySelector("[data-gongkai-drawer-panel]");
    if (existing) {
      return existing;
    }
    var dialog = document.createElement("dialog");
    dialog.className = "drawer";
    dialog.setAttribute("data-gongkai-drawer-panel", "");
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || event.target.closest("[data-gongkai-drawer-close]")) {
        dialog.close();
      }
    });
    dialog.addEventListener("close", function () {
      dialog.replaceChildren();
      if (opener) {
        opener.focus();
      }
    });
    document.body.append(dialog);
    return dialog;
  }

  function bar(url) {
    var template = document.querySelector("[data-gongkai-drawer-bar]");
    var head = template.content.cloneNode(true);
    head.querySelector("[data-gongkai-drawer-full]").href = url;
    return head;
  }

  // The ids of the fetched part must not meet those of the page below.
  function rename(box) {
    box.querySelectorAll("[id]").forEach(function (each) {
      each.id = "drawer-" + each.id;
    });
    ["for", "aria-describedby", "aria-labelledby"].forEach(function (name) {
      box.querySelectorAll("[" + name + "]").forEach(function (each) {
        var ids = each.getAttribute(name).split(" ");
        each.setAttribute(name, ids.map((id) => "drawer-" + id).join(" "));
      });
    });
    box.querySelectorAll('a[href^="#"]').forEach(function (each) {
      each.setAttribute("href", "#drawer-" + each.getAttribute("href").slice(1));
    });
  }

  function show(content, url) {
    var dialog = panel();
    var box = document.createElement("div");
    box.className = "drawer__content";
    box.append(...content.childNodes);
    rename(box);
    dialog.replaceChildren(bar(url), box);
    var heading = box.querySelector("h1");
    if (heading) {
      dialog.setAttribute("aria-label", heading.textContent.trim());
    }
    dialog.showModal();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-gongkai-drawer]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (link.closest("[data-gongkai-drawer-panel]")) {
      return;
    }
    event.preventDefault();
    opener = link;
    fetch(link.href, { headers: { "X-Requested-With": "gongkai-drawer" } })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        show(page.querySelector("[data-gongkai-drawer-content]"), link.href);
      })
      .catch(function () {
        location.assign(link.href);
      });
  });
})();
