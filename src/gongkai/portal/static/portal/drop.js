// A field for a file that takes a dropped one too. Bound by data-gongkai-drop, whose value is the
// sentence for a file that is too large; without script the field is an ordinary field.
(function () {
  "use strict";
  var MEBIBYTE = 1024 * 1024;

  function bind(box) {
    var field = box.querySelector('input[type="file"]');
    var said = box.querySelector("[data-gongkai-drop-said]");
    var most = Number(field.dataset.gongkaiMostBytes);

    function judge() {
      var file = field.files[0];
      var isTooLarge = Boolean(file) && file.size > most;
      said.classList.toggle("drop__said--refused", isTooLarge);
      said.textContent = "";
      if (isTooLarge) {
        said.textContent = box.dataset.gongkaiDrop
          .replace("{name}", file.name)
          .replace("{size}", (file.size / MEBIBYTE).toFixed(1))
          .replace("{most}", String(most / MEBIBYTE));
        field.value = "";
      }
    }

    function over(isOver) {
      box.classList.toggle("drop--over", isOver);
    }

    box.classList.add("drop--ready");
    box.querySelector("[data-gongkai-drop-hint]").hidden = false;
    field.addEventListener("change", judge);
    box.addEventListener("dragover", function (event) {
      event.preventDefault();
      over(true);
    });
    box.addEventListener("dragleave", function () {
      over(false);
    });
    box.addEventListener("drop", function (event) {
      event.preventDefault();
      over(false);
      if (event.dataTransfer.files.length) {
        var one = new DataTransfer();
        one.items.add(event.dataTransfer.files[0]);
        field.files = one.files;
        judge();
      }
    });
  }

  document.querySelectorAll("[data-gongkai-drop]").forEach(bind);
})();
