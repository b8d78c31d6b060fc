// Reads the page aloud with the browser's own Chinese or English voice. The button stays hidden
// where the browser cannot speak.
(function () {
  "use strict";
  var button = document.querySelector("[data-gongkai-read-aloud]");
  if (!button || !("speechSynthesis" in window)) {
    return;
  }
  button.hidden = false;

  function show(isReading) {
    button.setAttribute("aria-pressed", String(isReading));
  }

  // One utterance for each part: browsers cut long ones off.
  function parts() {
    var found = document.querySelectorAll("main h1, main h2, main h3, main p, main li, main dd");
    return Array.from(found)
      .map((each) => each.innerText.trim())
      .filter((text) => text.length > 0);
  }

  button.addEventListener("click", function () {
    if (window.speechSynthesis.speaking) {
      window.speechSynthesis.cancel();
      show(false);
      return;
    }
    var texts = parts();
    texts.forEach(function (text, at) {
      var words = new SpeechSynthesisUtterance(text);
      words.lang = document.documentElement.lang;
      words.rate = 0.9;
      if (at === texts.length - 1) {
        words.onend = () => show(false);
      }
      window.speechSynthesis.speak(words);
    });
    show(texts.length > 0);
  });

  window.addEventListener("pagehide", () => window.speechSynthesis.cancel());
})();
