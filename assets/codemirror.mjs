// The parts of CodeMirror 6 that pages use, as one module: `import { basicSetup, EditorView, yaml } from ".../codemirror.js"`.
export { basicSetup } from "codemirror";
export { acceptCompletion, autocompletion, startCompletion } from "@codemirror/autocomplete";
export { indentWithTab } from "@codemirror/commands";
export { yaml } from "@codemirror/lang-yaml";
export { HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
export { lintGutter, linter, openLintPanel, setDiagnostics } from "@codemirror/lint";
export { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, hoverTooltip, keymap, placeholder } from "@codemirror/view";
export { tags } from "@lezer/highlight";
