// The editor of a manifest: completes, and asks for a judgement when the hands rest. One question is on its way at a time, and an
// answer is shown only if it is newer than what is shown. Without this file the page is a text and a button.

import {
  autocompletion,
  basicSetup,
  EditorState,
  EditorView,
  HighlightStyle,
  indentWithTab,
  keymap,
  lintGutter,
  setDiagnostics,
  syntaxHighlighting,
  tags,
  yaml,
} from "./vendor/codemirror.js";
import { offered } from "./complete.js";

const REST = 200; // milliseconds without a key before a judgement is asked for
const LONG_REST = 700; // and before what costs more is

const form = document.getElementById("try");
const area = document.getElementById("manifest");
const day = document.getElementById("as_of");
const live = document.getElementById("live");
const more = document.getElementById("more");
const waiting = document.getElementById("waiting");
const said = document.getElementById("said");
const label = document.querySelector("label[for=manifest]");

// ---- the editor

let table = null;
fetch(form.dataset.completion)
  .then((answer) => (answer.ok ? answer.json() : null))
  .then((found) => (table = found))
  .catch(() => {}); // it writes as well without

function complete(context) {
  return table && offered(table, context.state.doc.toString(), context.pos, context.explicit);
}

const look = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.string, tags.content, tags.literal], color: "var(--ink)" },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: "var(--quiet)" },
]);

const view = new EditorView({
  state: EditorState.create({
    doc: area.value,
    extensions: [
      basicSetup,
      yaml(),
      syntaxHighlighting(look),
      lintGutter(),
      autocompletion({ override: [complete], maxRenderedOptions: 60 }),
      keymap.of([indentWithTab]),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(document.querySelector("meta[name=csp-nonce]").content),
      EditorView.contentAttributes.of({ "aria-labelledby": "manifest-label", "aria-describedby": "keys", spellcheck: "false", tabindex: "0" }),
      EditorView.updateListener.of((update) => update.docChanged && changed()),
    ],
  }),
});
label.id = "manifest-label";
label.removeAttribute("for");
label.addEventListener("click", () => view.focus());
area.hidden = true;
area.after(view.dom);
view.dom.id = "editor";

// ---- asking

let number = 0; // of the newest question
let shown = 0; // of the newest answer
let busy = false;
let due = false;
let timer = 0;
let longTimer = 0;

function changed() {
  area.value = view.state.doc.toString();
  clearTimeout(timer);
  clearTimeout(longTimer);
  timer = setTimeout(ask, REST);
}

async function ask() {
  if (busy) {
    due = true;
    return;
  }
  busy = true;
  due = false;
  waiting.hidden = false;
  const told = await asked("/try/live", ++number);
  busy = false;
  if (due) {
    ask();
    return;
  }
  waiting.hidden = true;
  if (told) longTimer = setTimeout(askMore, LONG_REST);
}

async function askMore() {
  const mine = number;
  const answer = await sent("/try/more", mine);
  if (answer && mine === number) more.innerHTML = answer;
}

async function asked(address, mine, every = false) {
  const answer = await sent(address, mine, every);
  if (answer === null || mine < shown) return false;
  shown = mine;
  live.innerHTML = answer;
  if (!live.querySelector(".verdict")) more.replaceChildren(); // what it was holds no longer
  mark();
  return true;
}

async function sent(address, mine, every = false) {
  const body = new URLSearchParams(new FormData(form));
  body.set("manifest", area.value);
  body.set("seq", String(mine));
  if (every) body.set("every", "true");
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href, ...JSON.parse(document.body.getAttribute("hx-headers")) };
  try {
    const answer = await fetch(address, { method: "POST", body, headers });
    const onwards = answer.headers.get("HX-Redirect");
    if (onwards) location.assign(onwards);
    return onwards ? null : await answer.text();
  } catch {
    const told = document.createElement("p");
    told.className = "problem";
    told.textContent = document.body.dataset.unreachable;
    live.replaceChildren(told);
    return null;
  }
}

// ---- showing

function mark() {
  const told = live.querySelector("[data-marks]");
  if (!told) return;
  const { doc } = view.state;
  const marks = JSON.parse(told.dataset.marks).map(({ line, column, severity, text }) => {
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const from = Math.min(at.from + column - 1, at.to);
    return { from, to: at.to, severity, message: text };
  });
  view.dispatch(setDiagnostics(view.state, marks));
  const headline = live.querySelector(".headline")?.textContent.trim() ?? "";
  if (headline !== said.textContent) said.textContent = headline;
}

live.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (link) {
    event.preventDefault();
    const at = view.state.doc.line(Math.min(Number(link.dataset.line), view.state.doc.lines));
    const place = Math.min(at.from + Number(link.dataset.column) - 1, at.to);
    view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "center" }) });
    view.focus();
  } else if (event.target.closest("[data-every]")) {
    event.preventDefault();
    asked("/try/live", number, true);
  }
});

form.addEventListener("submit", (event) => {
  area.value = view.state.doc.toString();
  if (event.submitter && !event.submitter.hasAttribute("formaction")) {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  }
});
day.addEventListener("change", changed);

mark();
if (area.value.trim()) ask();
