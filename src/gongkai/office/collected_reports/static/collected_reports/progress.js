// While a batch is being read its part of the page is fetched again every two seconds.
(function () {
  "use strict";
  var shown = document.querySelector("[data-gongkai-progress]");

  function look() {
    fetch(location.href, { headers: { "X-Requested-With": "gongkai-progress" } })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var fresh = page.querySelector("[data-gongkai-progress]");
        shown.replaceChildren(...fresh.childNodes);
        shown.setAttribute("data-gongkai-progress", fresh.getAttribute("data-gongkai-progress"));
        wait();
      })
      .catch(wait);
  }

  function wait() {
    if (shown.getAttribute("data-gongkai-progress") === "going") {
      setTimeout(look, 2000);
    }
  }

  wait();
})();
