// What every page does where scripts run: folded parts are open on paper, and a lost connection is said. Pages work without it.

const folded = [];

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open]):not(.lazy)")) {
    one.open = true;
    folded.push(one);
  }
});

addEventListener("afterprint", () => {
  for (const one of folded.splice(0)) one.open = false;
});

document.addEventListener("htmx:sendError", (event) => {
  const told = document.createElement("p");
  told.className = "problem";
  told.setAttribute("role", "alert");
  told.textContent = document.body.dataset.unreachable;
  event.detail.elt.replaceChildren(told);
});
