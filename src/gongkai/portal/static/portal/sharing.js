// Print, and copy the address of the page; both buttons are there only where they work.
(function () {
  "use strict";
  document.querySelectorAll("[data-gongkai-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });
  document.querySelectorAll("[data-gongkai-copy]").forEach(function (button) {
    if (!navigator.clipboard) {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.getAttribute("data-gongkai-copy")).then(function () {
        var words = button.querySelector("span");
        words.setAttribute("role", "status");
        words.textContent = button.getAttribute("data-gongkai-copied");
      });
    });
  });
})();
