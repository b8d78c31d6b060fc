// Menus that fold: Escape and a click elsewhere close them; filters start folded on the phone.
(function () {
  "use strict";

  function closeAll(except) {
    document.querySelectorAll("details[data-gongkai-fold][open]").forEach(function (each) {
      if (each !== except) {
        each.open = false;
      }
    });
  }

  document.addEventListener("click", function (event) {
    closeAll(event.target.closest("details[data-gongkai-fold]"));
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    var open = document.activeElement.closest("details[data-gongkai-fold][open]");
    closeAll(null);
    if (open) {
      open.querySelector("summary").focus();
    }
  });

  if (window.matchMedia("(max-width: 47.99em)").matches) {
    document.querySelectorAll("details[data-gongkai-fold-narrow]").forEach(function (each) {
      each.open = false;
    });
  }
})();
