// Keys on a report beside its original: n and p walk through the cells that wait for a person;
// the field has the focus, and on a wide screen the chosen cell is brought into sight. Silent
// while somebody types.
(function () {
  "use strict";

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    var name = { n: "next", p: "previous" }[event.key];
    var link = name && document.querySelector("[data-gongkai-" + name + "-cell]");
    if (link) {
      event.preventDefault();
      link.click();
    }
  });

  document.querySelectorAll("[data-gongkai-keys]").forEach(function (each) {
    each.hidden = false;
  });

  var cell = document.querySelector(".printed__cell--chosen");
  if (!cell) {
    return;
  }
  if (window.matchMedia("(width >= 75em)").matches) {
    cell.scrollIntoView({ block: "center" });
  }
  var field = document.querySelector(".look-cell__form input[type='text']");
  if (field && !document.querySelector("[data-gongkai-focus]")) {
    field.focus({ preventScroll: true });
  }
})();
