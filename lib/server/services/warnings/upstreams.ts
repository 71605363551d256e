import { and, eq } from "drizzle-orm";
import { isFailing, recentCalls, type UpstreamCalls } from "@/lib/contracts/terms/failing";
import { recordAudit } from "../../audit/record";
import type { Context, System } from "../../context";
import { warning } from "../../db/schema/warning";
import { readUpstreamHours } from "../overview/upstream-hours";

/** One call that failed is shown on the overview; nobody is called for it. */
const FAILURES_AT_LEAST = 3;

/**
 * Tells, once each time, that an upstream fails as the overview says it, and that it answers again. While nobody calls it,
 * nobody knows, and nothing is told.
 */
export async function watchUpstreams(context: Context<System>, now: Date): Promise<void> {
  for (const calls of recentCalls(await readUpstreamHours(context, now), now.getTime())) {
    if (calls.calls === 0) continue;
    if (!isFailing(calls)) await change(context, calls, "recovered");
    else if (calls.failures >= FAILURES_AT_LEAST) await change(context, calls, "failing");
  }
}

/** Whoever is first to write it down tells of it; where it was so already, nobody does. */
function change(
  context: Context<System>,
  { upstream, ...calls }: UpstreamCalls,
  became: "failing" | "recovered",
): Promise<void> {
  const row = { subjectType: "upstream", subjectId: upstream } as const;
  return context.db.transaction(async (tx) => {
    const changed =
      became === "failing"
        ? await tx.insert(warning).values(row).onConflictDoNothing().returning()
        : await tx
            .delete(warning)
            .where(and(eq(warning.subjectType, row.subjectType), eq(warning.subjectId, upstream)))
            .returning();
    if (changed.length === 0) return;
    const details = { isFailing: became === "failing", ...calls };
    await recordAudit(tx, context, { action: "upstream.observe", subject: upstream, details });
  });
}
