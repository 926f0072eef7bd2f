// On the page of a decision: a line of the manifest and the finding it is about light up each other. Without it their links work.

const mark = (elements) => {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const one of elements) one?.classList.add("lit");
};

document.addEventListener("click", (event) => {
  const to = event.target.closest("a[data-finding], a[data-line]");
  if (!to) return;
  const named = to.dataset.finding;
  const finding = named ? document.getElementById(named) : to.closest("[data-line]:not(a)");
  if (named && !finding) {
    // A filter has left it out: the page with everything that is violated has it.
    event.preventDefault();
    location.assign(`${location.pathname}?outcome=violated#${encodeURIComponent(named)}`);
    return;
  }
  const number = to.dataset.line ?? finding?.dataset.line;
  mark([finding, number ? document.getElementById(`L${number}`) : null]);
});
