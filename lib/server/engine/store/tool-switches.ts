import { and, asc, eq } from "drizzle-orm";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import { engineSwitchedOff } from "../../db/schema/engine";
import { engineServerSwitchedOff } from "../../db/schema/engine-target";

/** Switches a tool off at every instance of a server, or on again. */
export async function switchServerTool(
  db: Database,
  serverName: ServerName,
  tool: string,
  isOn: boolean,
): Promise<void> {
  const { serverName: server, tool: name } = engineServerSwitchedOff;
  if (isOn) await db.delete(engineServerSwitchedOff).where(and(eq(server, serverName), eq(name, tool)));
  else await db.insert(engineServerSwitchedOff).values({ serverName, tool }).onConflictDoNothing();
}

/** The tools that are switched off at every instance of a server, by name. */
export async function listServerSwitches(db: Database, serverName: ServerName): Promise<string[]> {
  const rows = await db
    .select({ tool: engineServerSwitchedOff.tool })
    .from(engineServerSwitchedOff)
    .where(eq(engineServerSwitchedOff.serverName, serverName))
    .orderBy(asc(engineServerSwitchedOff.tool));
  return rows.map(({ tool }) => tool);
}

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
