import type { Overview } from "../overview";
import type { UpstreamId } from "../upstream";

const HOUR = 3_600_000;
/** The present hour and the one before: what failed earlier and works now wants nobody. */
const RECENT = 2 * HOUR;

export type UpstreamCalls = { upstream: UpstreamId; calls: number; failures: number };

/** How often each upstream was called lately, and how often it failed. */
export function recentCalls(rows: Overview["upstreams"], asOf: number): UpstreamCalls[] {
  const recent = rows.filter(({ hour }) => Date.parse(hour) > asOf - RECENT);
  return [...new Set(recent.map(({ upstream }) => upstream))].map((upstream) => {
    const hours = recent.filter((row) => row.upstream === upstream);
    const sum = (of: "calls" | "failures") => hours.reduce((total, row) => total + row[of], 0);
    return { upstream, calls: sum("calls"), failures: sum("failures") };
  });
}

/** Whether at least every second call failed. */
export function isFailing({ calls, failures }: UpstreamCalls): boolean {
  return failures > 0 && failures * 2 >= calls;
}

/** The upstreams that fail at present, those that fail the most first. */
export function failingUpstreams(rows: Overview["upstreams"], asOf: number): UpstreamCalls[] {
  return recentCalls(rows, asOf)
    .filter(isFailing)
    .sort((a, b) => b.failures / b.calls - a.failures / a.calls);
}
