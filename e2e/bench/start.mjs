import { newDataDir, startConsole, startEmpty } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare, measureInTurns } from "./pairs.mjs";

/** From the start of the process to its first answer: of `/api/health`, and of the empty page. */
export async function measureStart({ quick }) {
  const rounds = quick ? 3 : 5;
  const kept = newDataDir();
  const again = () => startAndStop(() => startConsole({ dataDir: kept }));
  const later = await measureInTurns({
    ours: again,
    theirs: () => startAndStop(startEmpty),
    rounds,
    warmUp: 1,
  });
  const first = await measureInTurns({
    ours: () => startAndStop(startConsole),
    theirs: again,
    rounds,
    warmUp: 0,
  });
  return [
    { figure: "Start to first answer", unit: "ms", ...compare(later) },
    {
      figure: "The very first start, beside a later one",
      unit: "ms",
      ...compare(first),
      judged: "ratio",
      budget: BUDGETS.firstStartRatio,
    },
  ];
}

async function startAndStop(start) {
  const { milliseconds, stop } = await start();
  await stop();
  return milliseconds;
}
