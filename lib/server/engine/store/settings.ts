import { eq } from "drizzle-orm";
import type { DriftRule } from "@/lib/contracts/drift";
import type { Database } from "../../db/client";
import { engineSetting } from "../../db/schema/engine-target";

/** What is done about a tool that changed: it is told of, unless somebody chose that it is held. */
export const DRIFT = "drift";

export async function readDriftRule(db: Database): Promise<DriftRule> {
  const [row] = await db.select().from(engineSetting).where(eq(engineSetting.name, DRIFT));
  return row?.value === "block" ? "block" : "warn";
}

export async function writeDriftRule(db: Database, value: DriftRule): Promise<void> {
  await db
    .insert(engineSetting)
    .values({ name: DRIFT, value })
    .onConflictDoUpdate({ target: engineSetting.name, set: { value } });
}
