// Measures the built console, each figure beside one that meets the same machine in the same minute.
//   npm run bench -- [--only size,latency,load,start] [--quick] [--check]
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./build.mjs";
import { measureLatency } from "./latency.mjs";
import { measureLoad } from "./load.mjs";
import { measureSize } from "./size.mjs";
import { measureStart } from "./start.mjs";
import { formatTable, isOver } from "./table.mjs";

const MEASURES = { size: measureSize, latency: measureLatency, load: measureLoad, start: measureStart };

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(MEASURES).join(",") },
    quick: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});
const wanted = options.only.split(",");
const unknown = wanted.filter((name) => !Object.hasOwn(MEASURES, name));
if (unknown.length > 0)
  throw new Error(`--only takes ${Object.keys(MEASURES).join(", ")}; not ${unknown.join(", ")}`);

ensureBuilt();
const lines = [];
for (const name of wanted) {
  console.log(`Measuring ${name}.`);
  lines.push(...(await MEASURES[name](options)));
}

console.log(`
Node ${process.version}, ${cpus().length} cores. Absolute times on a shared machine mean little: compare within a line.
"Beside" is an empty page of the same Next build, or for POST the same create straight at the upstream. Times are
medians; pages load cold, on a processor slowed down fourfold.

${formatTable(lines)}
`);
if (options.check && lines.some(isOver)) process.exitCode = 1;
