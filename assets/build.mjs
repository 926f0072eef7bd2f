// Puts what browsers load where the service serves it from: CodeMirror bundled to one module, htmx and ECharts as published.
// axe-core is for the tests alone and stays beside this file. Nothing is fetched here: `npm ci` did that.
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const vendor = here("../adapters/hegui_adapters/pages/static/vendor");
const built = here("built");

for (const folder of [vendor, built]) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
await build({
  entryPoints: [here("codemirror.mjs")],
  outfile: `${vendor}/codemirror.js`,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "eof",
});
await copyFile(here("node_modules/htmx.org/dist/htmx.min.js"), `${vendor}/htmx.js`);
await copyFile(here("node_modules/echarts/dist/echarts.esm.min.js"), `${vendor}/echarts.js`);
await copyFile(here("node_modules/axe-core/axe.min.js"), `${built}/axe.js`);
