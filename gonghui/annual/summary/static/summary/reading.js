// The text follows the line that one works on, and stays where it was when the lines are drawn anew.
(() => {
  "use strict";
  const pane = () => document.querySelector(".read-pane");
  let kept = 0;

  document.addEventListener("focusin", (event) => {
    const line = event.target.closest("tr[data-mark]");
    const mark = line && document.getElementById(line.dataset.mark);
    if (!mark) return;
    document.querySelectorAll(".read-at").forEach((other) => other.classList.remove("read-at"));
    mark.classList.add("read-at");
    // Where the text stands below the lines it does not scroll by itself.
    if (pane().scrollHeight > pane().clientHeight) pane().scrollTop = mark.offsetTop - pane().clientHeight / 3;
  });

  document.addEventListener("htmx:beforeSwap", () => { kept = pane().scrollTop; });
  document.addEventListener("htmx:afterSettle", () => { pane().scrollTop = kept; });
})();
