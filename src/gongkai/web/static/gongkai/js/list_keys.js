// Keys on lists: j and k move between rows, Enter opens (the link has the focus), / goes to
// the search field. Silent while somebody types.
(function () {
  "use strict";

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  function move(by) {
    var links = Array.from(document.querySelectorAll("[data-gongkai-row] [data-gongkai-open]"));
    if (links.length === 0) {
      return false;
    }
    var row = document.activeElement.closest("[data-gongkai-row]");
    var here = row ? links.findIndex((link) => row.contains(link)) : by > 0 ? -1 : links.length;
    var there = Math.min(Math.max(here + by, 0), links.length - 1);
    links[there].focus();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (event.key === "j" || event.key === "k") {
      if (move(event.key === "j" ? 1 : -1)) {
        event.preventDefault();
      }
    } else if (event.key === "/") {
      var search = document.querySelector("[data-gongkai-search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });
})();
