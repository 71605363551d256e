// Measures the built console, each figure beside one that meets the same machine in the same minute.
//   npm run bench -- [--only size,latency,...] [--quick] [--check] [--against CHECKOUT]
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./build.mjs";
import { measureGateway } from "./gateway.mjs";
import { measureJobs } from "./jobs.mjs";
import { measureLatency } from "./latency.mjs";
import { measureList } from "./list.mjs";
import { measureLoad } from "./load.mjs";
import { measureMemory } from "./memory.mjs";
import { measurePaint } from "./paint.mjs";
import { measureSize } from "./size.mjs";
import { measureStart } from "./start.mjs";
import { formatTable, isMissed } from "./table.mjs";

const MEASURES = {
  size: measureSize,
  latency: measureLatency,
  gateway: measureGateway,
  paint: measurePaint,
  list: measureList,
  jobs: measureJobs,
  memory: measureMemory,
  start: measureStart,
  load: measureLoad,
};

async function measure() {
  const { only, against, ...options } = parseArgs({
    options: {
      only: { type: "string", default: Object.keys(MEASURES).join(",") },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      against: { type: "string" },
    },
  }).values;
  const wanted = only.split(",");
  const unknown = wanted.find((name) => !Object.hasOwn(MEASURES, name));
  if (unknown !== undefined) {
    throw new Error(`--only takes ${Object.keys(MEASURES).join(", ")}; not "${unknown}".`);
  }
  ensureBuilt();

  const lines = [];
  for (const name of wanted) {
    const began = performance.now();
    lines.push(...(await MEASURES[name]({ ...options, against: against && path.resolve(against) })));
    console.log(`Measured ${name} in ${Math.round((performance.now() - began) / 1000)} s.`);
  }
  console.log(`
Node ${process.version}, ${cpus().length} cores. Compare within a line: absolute times on a shared machine mean little.
Medians; beside the console's where its middle half lies, and what it was measured with in turns (docs/performance.md).

${formatTable(lines)}
`);
  const missed = lines.filter(isMissed);
  if (options.check && missed.length > 0) {
    console.error(`Missed: ${missed.map(({ figure }) => figure.trim()).join("; ")}.`);
    process.exitCode = 1;
  }
}

await measure().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
