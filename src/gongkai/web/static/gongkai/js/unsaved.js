// Asks before a page with changed answers is left. Forms opt in with data-gongkai-unsaved.
(function () {
  "use strict";
  var changed = false;

  document.addEventListener("input", function (event) {
    if (event.target.closest("[data-gongkai-unsaved]")) {
      changed = true;
    }
  });

  document.addEventListener("submit", function () {
    changed = false;
  });

  window.addEventListener("beforeunload", function (event) {
    if (changed) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
})();
