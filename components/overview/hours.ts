import type { Overview } from "@/lib/contracts/overview";
import type { UpstreamId } from "@/lib/contracts/upstream";

const HOUR = 3_600_000;
const HOURS = 24;

type Hour = Omit<Overview["upstreams"][number], "upstream">;

/** The last 24 hours of each upstream that was called, the oldest first; hours without calls are there with none. */
export function hoursByUpstream(
  rows: Overview["upstreams"],
  asOf: number,
): { upstream: UpstreamId; hours: Hour[] }[] {
  const present = Math.floor(asOf / HOUR) * HOUR;
  const upstreams = [...new Set(rows.map(({ upstream }) => upstream))];
  return upstreams.map((upstream) => ({
    upstream,
    hours: Array.from({ length: HOURS }, (_, index) => {
      const hour = new Date(present - (HOURS - 1 - index) * HOUR).toISOString();
      const found = rows.find(
        (row) => row.upstream === upstream && Date.parse(row.hour) === Date.parse(hour),
      );
      return found ?? { hour, calls: 0, failures: 0, average: 0, slowest: 0 };
    }),
  }));
}
