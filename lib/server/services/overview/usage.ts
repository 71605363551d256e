import { and, eq, inArray } from "drizzle-orm";
import type { Overview } from "@/lib/contracts/overview";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";

const NAMED = 5;

/** What agents called lately, as far as calls pass through this console, which those of the embedded engine do. */
export async function readOverviewUsage({ db, upstreams }: Context): Promise<Overview["usage"]> {
  const embedded = upstreams.summaries().some(({ id }) => id === "embedded");
  const controls = embedded ? upstreams.get("embedded").controls : undefined;
  if (!controls) return null;
  const { days, more, busiest } = await controls.usageDays();
  const { id, upstreamInstanceId, serverName, userId } = instance;
  const rows = await db
    .select({ id, upstreamInstanceId, serverName, userId })
    .from(instance)
    .where(and(eq(instance.upstream, "embedded"), inArray(upstreamInstanceId, busiest)));
  const named: NonNullable<Overview["usage"]>["busiest"] = [];
  for (const row of rows.sort((a, b) => rank(busiest, a) - rank(busiest, b)).slice(0, NAMED)) {
    // One at a time: of those that are called the most there is the most to add up.
    const total = (await controls.totals([row.upstreamInstanceId])).get(row.upstreamInstanceId);
    if (total) named.push({ id: row.id, serverName: row.serverName, userId: row.userId, ...total });
  }
  return { days, more, busiest: named.sort((a, b) => b.calls - a.calls) };
}

const rank = (busiest: readonly string[], { upstreamInstanceId }: { upstreamInstanceId: string }) =>
  busiest.indexOf(upstreamInstanceId);
