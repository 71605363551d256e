import type { Overview } from "@/lib/contracts/overview";
import type { UpstreamId } from "@/lib/contracts/upstream";

const HOUR = 3_600_000;
/** The present hour and the one before: what failed earlier and works now wants nobody. */
const RECENT = 2 * HOUR;

export type FailingUpstream = { upstream: UpstreamId; calls: number; failures: number };

/** The upstreams that failed at least every second call lately, those that fail the most first. */
export function failingUpstreams(rows: Overview["upstreams"], asOf: number): FailingUpstream[] {
  const recent = rows.filter(({ hour }) => Date.parse(hour) > asOf - RECENT);
  return [...new Set(recent.map(({ upstream }) => upstream))]
    .map((upstream) => {
      const hours = recent.filter((row) => row.upstream === upstream);
      const sum = (of: "calls" | "failures") => hours.reduce((total, row) => total + row[of], 0);
      return { upstream, calls: sum("calls"), failures: sum("failures") };
    })
    .filter(({ calls, failures }) => failures > 0 && failures * 2 >= calls)
    .sort((a, b) => b.failures / b.calls - a.failures / a.calls);
}
