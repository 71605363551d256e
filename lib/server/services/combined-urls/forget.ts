import { and, eq, not, sql } from "drizzle-orm";
import type { AuditEntry } from "../../audit/record";
import type { Database } from "../../db/client";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { detailsOf } from "./serialize";

/**
 * Forgets the combined URLs of a user who has no instance left at an upstream, behind which nothing stands any more. Answers
 * what is to be recorded of it.
 */
export async function forgetCombinedUrls(
  tx: Pick<Database, "delete">,
  { upstream, userId }: Pick<typeof instance.$inferSelect, "upstream" | "userId">,
): Promise<AuditEntry[]> {
  const left = sql`exists (select 1 from ${instance}
    where ${instance.upstream} = ${upstream} and ${instance.userId} = ${userId})`;
  const gone = await tx
    .delete(combinedUrl)
    .where(and(eq(combinedUrl.upstream, upstream), eq(combinedUrl.userId, userId), not(left)))
    .returning();
  return gone.map((row) => ({ action: "combined-url.remove", subject: userId, details: detailsOf(row) }));
}
