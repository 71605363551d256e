import { newDataDir, startConsole, startEmpty } from "./app.mjs";
import { compare, measureInTurns } from "./pairs.mjs";

/** From the start of the process to its first answer: of `/api/health`, and of the empty page. */
export async function measureStart({ quick }) {
  const rounds = quick ? 3 : 5;
  const kept = newDataDir();
  const empty = () => startAndStop(startEmpty);
  const again = await measureInTurns({
    ours: () => startAndStop(() => startConsole({ dataDir: kept })),
    theirs: empty,
    rounds,
    warmUp: 1,
  });
  const first = await measureInTurns({
    ours: () => startAndStop(startConsole),
    theirs: empty,
    rounds,
    warmUp: 0,
  });
  return [
    { figure: "Start to first answer", unit: "ms", ...compare(again) },
    { figure: "The very first start, database made", unit: "ms", ...compare(first) },
  ];
}

async function startAndStop(start) {
  const { milliseconds, stop } = await start();
  await stop();
  return milliseconds;
}
