// Measures the built console, each figure beside one that meets the same machine in the same minute.
//   npm run bench -- [--only size,latency,gateway,paint,list,start,load] [--quick] [--check]
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./build.mjs";
import { measureGateway } from "./gateway.mjs";
import { measureLatency } from "./latency.mjs";
import { measureList } from "./list.mjs";
import { measureLoad } from "./load.mjs";
import { measurePaint } from "./paint.mjs";
import { measureSize } from "./size.mjs";
import { measureStart } from "./start.mjs";
import { formatTable, isOver } from "./table.mjs";

const MEASURES = {
  size: measureSize,
  latency: measureLatency,
  gateway: measureGateway,
  paint: measurePaint,
  list: measureList,
  start: measureStart,
  load: measureLoad,
};

async function measure() {
  const { values: options } = parseArgs({
    options: {
      only: { type: "string", default: Object.keys(MEASURES).join(",") },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
    },
  });
  const wanted = options.only.split(",");
  const unknown = wanted.find((name) => !Object.hasOwn(MEASURES, name));
  if (unknown !== undefined) {
    throw new Error(`--only takes ${Object.keys(MEASURES).join(", ")}; not "${unknown}".`);
  }
  ensureBuilt();

  const lines = [];
  for (const name of wanted) {
    console.log(`Measuring ${name}.`);
    lines.push(...(await MEASURES[name](options)));
  }
  console.log(`
Node ${process.version}, ${cpus().length} cores. Absolute times on a shared machine mean little: compare within a line.
"Beside" is an empty page of the same Next version, for POST the same create straight at the upstream, for tools/call the
same call straight at the server behind, for the list the same with 100 instances, for the load one operator alone. Times are medians; the middle half of
the console's own is given with them. Pages load cold, on a processor slowed down fourfold.

${formatTable(lines)}
`);
  if (options.check && lines.some(isOver)) process.exitCode = 1;
}

await measure().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
