import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Logger } from "../process/log";
import type { CallObserver } from "./klavis/call";

/** How an upstream did in one hour. Times in milliseconds: of all calls together, and of the slowest. */
export type UpstreamTally = {
  upstream: UpstreamId;
  hour: Date;
  calls: number;
  failures: number;
  totalTime: number;
  slowest: number;
};

/** What was seen is written together, this many milliseconds after the first of it: nobody waits for it. */
const WRITE_AFTER = 2_000;
const HOUR = 60 * 60 * 1000;

export type UpstreamMeter = {
  observe: CallObserver;
  /** Writes what was not written yet, before the database closes. */
  flush(): Promise<void>;
};

/**
 * Counts how upstreams answer, hour by hour. What a process that is killed had not written yet is lost, and no matter.
 * @param write adds tallies to what is kept of their hours
 */
export function createUpstreamMeter(
  write: (tallies: UpstreamTally[]) => Promise<unknown>,
  log: Logger,
): UpstreamMeter {
  let tallies = new Map<string, UpstreamTally>();

  const flush = async () => {
    const written = [...tallies.values()];
    tallies = new Map();
    if (written.length === 0) return;
    await write(written).catch((error) => log.warn({ err: error }, "upstream figures were not written"));
  };

  const observe: CallObserver = ({ upstream, milliseconds, failed }) => {
    if (tallies.size === 0) setTimeout(flush, WRITE_AFTER).unref();
    const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    const key = `${upstream} ${hour.getTime()}`;
    const tally = tallies.get(key) ?? { upstream, hour, calls: 0, failures: 0, totalTime: 0, slowest: 0 };
    tallies.set(key, {
      ...tally,
      calls: tally.calls + 1,
      failures: tally.failures + (failed ? 1 : 0),
      totalTime: tally.totalTime + Math.round(milliseconds),
      slowest: Math.max(tally.slowest, Math.round(milliseconds)),
    });
  };

  return { observe, flush };
}
