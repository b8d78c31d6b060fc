// The screen at a reading point goes back to its start after two minutes without a touch, so that
// nobody finds what another person read; it prints where it can.
(function () {
  "use strict";
  var head = document.querySelector("[data-gongkai-idle]");
  var start = head.getAttribute("data-gongkai-idle");
  var minutes = 2;
  var timer;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (location.pathname === start && !location.search) {
        window.scrollTo(0, 0);
        document.querySelectorAll("input[type=search]").forEach(function (field) {
          field.value = "";
        });
        wait();
      } else {
        location.replace(start);
      }
    }, minutes * 60000);
  }

  ["pointerdown", "keydown", "scroll", "touchstart"].forEach(function (name) {
    document.addEventListener(name, wait, { passive: true });
  });
  wait();

  document.querySelectorAll("[data-gongkai-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });
})();
