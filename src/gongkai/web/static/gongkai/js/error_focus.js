// After a refused form the error summary at the top of the page has the focus, so that it is
// read first. A sample of one further down stays as it is.
(function () {
  "use strict";
  var summary = document.querySelector("main > [data-gongkai-focus], form > [data-gongkai-focus]");
  if (summary) {
    summary.focus();
  }
})();
