import { and, eq } from "drizzle-orm";
import type { SuspensionScope } from "@/lib/contracts/usage";
import type { Database } from "../../db/client";
import { engineSuspension } from "../../db/schema/engine";

/** What is suspended: one instance, all of a user's, all of a server's, or everything, whose name is empty. */
export type Suspended = { scope: SuspensionScope; name: string };

/** Refuses calls from now on, in every process and on every open stream, until it is lifted. */
export async function suspend(db: Database, what: Suspended): Promise<void> {
  await db.insert(engineSuspension).values(what).onConflictDoNothing();
}

export async function resume(db: Database, { scope, name }: Suspended): Promise<void> {
  await db
    .delete(engineSuspension)
    .where(and(eq(engineSuspension.scope, scope), eq(engineSuspension.name, name)));
}
