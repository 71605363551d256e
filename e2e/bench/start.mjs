import { newDataDir, startConsole, startEmpty } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare, measureInTurns } from "./pairs.mjs";

/** From the start of the process to its first answer: of `/api/health`, and of the empty page. */
export async function measureStart({ quick }) {
  const rounds = quick ? 3 : 9;
  const kept = newDataDir();
  const again = () => startAndStop(() => startConsole({ dataDir: kept }));
  const { ours, theirs } = await measureInTurns(
    { ours: again, theirs: () => startAndStop(startEmpty) },
    { rounds, warmUp: 1 },
  );
  const first = await measureInTurns(
    { first: () => startAndStop(startConsole), later: again },
    { rounds, warmUp: 0 },
  );
  const of = (starts, what) => starts.map((start) => start[what]);
  return [
    {
      figure: "Start to first answer, by the empty app",
      unit: "ms",
      ...compare(of(ours, "milliseconds"), of(theirs, "milliseconds")),
    },
    {
      figure: "  processor",
      unit: "ms",
      ...compare(of(ours, "processor"), of(theirs, "processor")),
      judged: "ratio",
      budget: BUDGETS.startCpuRatio,
    },
    {
      figure: "The very first start, by a later one",
      unit: "ms",
      ...compare(of(first.first, "milliseconds"), of(first.later, "milliseconds")),
      judged: "ratio",
      budget: BUDGETS.firstStartRatio,
    },
  ];
}

async function startAndStop(start) {
  const app = await start();
  const measured = { milliseconds: app.milliseconds, processor: app.processorTime() };
  await app.stop();
  return measured;
}
