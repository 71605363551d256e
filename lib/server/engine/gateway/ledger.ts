import type { Database } from "../../db/client";
import type { Logger } from "../../process/log";
import { type Call, dayOf, storeCalls, type Tally } from "../store/calls";

/** Milliseconds between two writes: what a process that is killed loses. */
const INTERVAL = 1000;
/** So many calls are kept one by one of each interval; all are counted. */
const CALLS_AT_MOST = 1000;
/** Upper ends of the steps in which durations are counted, in milliseconds. */
const STEPS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 600_000];
/** Of a name that a caller or a server chose. */
const NAME_AT_MOST = 200;

/** Notes calls at no cost to them, and writes them down together, every second. */
export type Ledger = {
  note(call: Call): void;
  /** Writes down what was noted so far. */
  flush(): Promise<void>;
};

export function createLedger({ db, log }: { db: Database; log: Logger }): Ledger {
  let calls: Call[] = [];
  let tallies = new Map<string, Tally>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  async function write() {
    const [someCalls, someTallies] = [calls, [...tallies.values()]];
    if (someTallies.length === 0) return;
    [calls, tallies] = [[], new Map()];
    await storeCalls(db, someCalls, someTallies).catch((error: unknown) => {
      log.warn({ err: error, calls: someCalls.length }, "calls of tools were not written down");
    });
  }
  function flush() {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    note(given) {
      const call = { ...given, tool: given.tool.replaceAll("\0", "").toWellFormed().slice(0, NAME_AT_MOST) };
      const tally = tallyOf(call);
      const key = JSON.stringify([tally.instanceId, tally.tool, tally.day, tally.step]);
      const counted = tallies.get(key);
      if (counted) {
        counted.calls += 1;
        counted.errors += tally.errors;
        counted.lastUsedAt = tally.lastUsedAt;
      } else tallies.set(key, tally);
      if (calls.length < CALLS_AT_MOST) calls.push(call);
      timer ??= setTimeout(flush, INTERVAL).unref();
    },
    flush,
  };
}

function tallyOf({ instanceId, tool, at, milliseconds, outcome }: Call): Tally {
  return {
    instanceId,
    tool,
    day: dayOf(at),
    step: STEPS.find((step) => milliseconds <= step) ?? Math.max(...STEPS),
    calls: 1,
    errors: outcome === "ok" ? 0 : 1,
    lastUsedAt: at,
  };
}
