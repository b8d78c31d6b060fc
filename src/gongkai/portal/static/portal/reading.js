// Says that a form was sent and is being read, and does not send it twice. Bound by
// data-gongkai-reading.
(function () {
  "use strict";
  document.querySelectorAll("[data-gongkai-reading]").forEach(function (form) {
    var said = form.querySelector("[data-gongkai-reading-said]");
    var button = form.querySelector('button[type="submit"]');

    function show(isReading) {
      said.hidden = !isReading;
      button.setAttribute("aria-disabled", String(isReading));
    }

    form.addEventListener("submit", function (event) {
      if (!said.hidden) {
        event.preventDefault();
        return;
      }
      show(true);
    });
    window.addEventListener("pageshow", function () {
      show(false);
    });
  });
})();
