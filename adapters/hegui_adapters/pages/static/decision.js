// On the page of a decision: a line of the manifest and the finding it is about light up each other. Without it their links work.

const mark = (elements) => {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const one of elements) one?.classList.add("lit");
};

// A finding that the filter has not listed is asked for by the address of its row: then the link itself is left to work.
document.addEventListener("click", (event) => {
  const to = event.target.closest("a[data-finding], a[data-line]");
  if (!to) return;
  const finding = to.dataset.finding ? document.getElementById(to.dataset.finding) : to.closest("[data-line]:not(a)");
  const number = to.dataset.line ?? finding?.dataset.line;
  mark([finding, number ? document.getElementById(`L${number}`) : null]);
});
