import { and, eq } from "drizzle-orm";
import type { Database } from "../../db/client";
import { engineSwitchedOff } from "../../db/schema/engine";

/** Switches a tool of an instance off, or on again; also one that its server does not have for now. */
export async function switchTool(
  db: Database,
  instanceId: string,
  tool: string,
  isOn: boolean,
): Promise<void> {
  if (isOn) {
    await db
      .delete(engineSwitchedOff)
      .where(and(eq(engineSwitchedOff.instanceId, instanceId), eq(engineSwitchedOff.tool, tool)));
  } else await db.insert(engineSwitchedOff).values({ instanceId, tool }).onConflictDoNothing();
}
