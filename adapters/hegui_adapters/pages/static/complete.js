// What can be written where the cursor stands in a manifest: keys of the part around it, members of a choice, forms of a value.
// It reads the text by its indentation, not by a parser: what is being written is seldom valid.

const KEY = /^(\s*)((?:- +)*)("?)([A-Za-z_][\w]*)\3\s*:(?=\s|$)/;

/** The keys above a line, outermost first, by indentation; elements as `[]`. */
export function partAt(lines, number, indent) {
  const path = [];
  let limit = indent;
  for (let n = number - 1; n >= 0 && limit > 0; n--) {
    const line = lines[n];
    if (!line.trim() || line.trimStart().startsWith("#")) continue;
    const found = KEY.exec(line);
    const dash = /^(\s*)- /.exec(line);
    const start = found ? found[1].length + found[2].length : dash ? dash[1].length + 2 : null;
    if (dash && dash[1].length < limit && (!found || start >= limit || found[2])) {
      // the first line of an element: what is above it is the list
      if (start <= limit && start > dash[1].length) path.unshift("[]");
      if (found && start < limit) path.splice(1, 0, found[4]);
      limit = dash[1].length + 1;
      continue;
    }
    if (found && start < limit) {
      path.unshift(found[4]);
      limit = start;
    }
  }
  return path;
}

/** Where the cursor stands: the part it is in, the key it is the value of (if any), and what was begun. */
export function placeOf(text, position) {
  const before = text.slice(0, position);
  const lines = before.split("\n");
  const line = lines[lines.length - 1];
  if (/(^|\s)#/.test(line)) return null;
  const opening = /^\s*(?:- +)*/.exec(line)[0];
  let path = partAt(lines, lines.length - 1, opening.length);
  if (opening.includes("- ")) path = [...partAt(lines, lines.length - 1, opening.indexOf("-") + 1), "[]"];
  let rest = line.slice(opening.length);
  let key = null;
  const first = /^"?([A-Za-z_]\w*)"?\s*:\s+/.exec(rest);
  if (first) {
    key = first[1];
    rest = rest.slice(first[0].length);
  }
  return within(path, key, rest);
}

/** The same within braces and brackets on one line. */
function within(path, key, rest) {
  const stack = [];
  let word = "";
  for (const char of rest) {
    if (char === "{" || char === "[") {
      stack.push({ path, key, list: char === "[" });
      if (char === "{" && key) path = [...path, key];
      else if (char === "{") path = path[path.length - 1] === "[]" ? path : [...path, "[]"];
      if (char === "[") path = [...path, key];
      key = char === "[" ? "[]" : null;
      word = "";
    } else if (char === "}" || char === "]") {
      const above = stack.pop();
      if (!above) return null;
      ({ path, key } = above);
      word = "";
    } else if (char === ",") {
      if (stack.length && !stack[stack.length - 1].list) key = null;
      word = "";
    } else if (char === ":" && key === null && stack.length) {
      key = word.trim().replaceAll('"', "");
      word = "";
    } else word += char;
  }
  if (key === "[]") return { path: path.slice(0, -1), key: path[path.length - 1], word: word.trimStart(), listed: true };
  return { path, key, word: word.trimStart(), listed: false };
}

/** A path as the table of parts names it: `data.items[].consent`. */
export function named(path) {
  return path.reduce((above, step) => (step === "[]" ? `${above}[]` : above ? `${above}.${step}` : step), "");
}

/** What CodeMirror is to offer. */
export function offered(table, text, position, explicit) {
  const place = placeOf(text, position);
  if (!place || (!explicit && !place.word)) return null;
  const { path, key, word } = place;
  const part = table.parts[named(path)];
  if (/\s/.test(word)) return null;
  const from = position - word.length;
  if (!part) {
    const fact = path.at(-1) === "[]" && key === null && table.parts[named(path.slice(0, -2))]?.[path.at(-2)];
    return fact ? { from, options: values(table, fact, true), validFor: /^[\w.%-]*$/ } : null;
  }
  if (key === null) return { from, options: keys(part), validFor: /^\w*$/ };
  const fact = part[key];
  return fact ? { from, options: values(table, fact, place.listed), validFor: /^[\w.%-]*$/ } : null;
}

function keys(part) {
  return Object.entries(part).map(([key, [label, kind]]) => ({
    label: key,
    detail: label,
    type: kind === "object" || kind === "list" ? "namespace" : "property",
    apply: `${key}:${kind === "object" || kind === "list" ? "" : " "}`,
  }));
}

function values(table, [, kind], listed) {
  const none = listed ? [] : [{ label: "none", type: "keyword", boost: -50 }];
  if (kind.startsWith("="))
    return [
      ...Object.entries(table.choices[kind.slice(1)]).map(([member, label]) => ({ label: member, detail: label, type: "enum" })),
      ...none,
    ];
  const [meaning, ...examples] = table.kinds[kind] ?? [];
  return [...examples.map((one) => ({ label: one, detail: meaning, type: "constant" })), ...none];
}
