import { desc, eq } from "drizzle-orm";
import type { CredentialHistory } from "@/lib/contracts/usage";
import type { Database } from "../../db/client";
import { engineRefresh } from "../../db/schema/engine-credential";

const TOLD = 50;

/** Each time that an instance's tokens were renewed, or were not; the latest first. */
export async function listRefreshes(
  db: Database,
  instanceId: string,
): Promise<CredentialHistory["refreshes"]> {
  const rows = await db
    .select()
    .from(engineRefresh)
    .where(eq(engineRefresh.instanceId, instanceId))
    .orderBy(desc(engineRefresh.at), desc(engineRefresh.id))
    .limit(TOLD);
  return rows.map(({ at, process, outcome, tokenBefore, tokenAfter, reason }) => ({
    at: at.toISOString(),
    ...{ process, outcome, tokenBefore, tokenAfter, reason },
  }));
}
