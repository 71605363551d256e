import { and, asc, eq, ne } from "drizzle-orm";
import type { Suspended } from "@/lib/contracts/instance-controls";
import type { Database } from "../../db/client";
import { engineSuspension } from "../../db/schema/engine";

/** Refuses calls from now on, in every process and on every open stream, until it is lifted. */
export async function suspend(db: Database, what: Suspended): Promise<void> {
  await db.insert(engineSuspension).values(what).onConflictDoNothing();
}

/** What is suspended beside single instances: the widest first, then by name. */
export async function listSuspensions(db: Database): Promise<(Suspended & { since: Date })[]> {
  return db
    .select({
      scope: engineSuspension.scope,
      name: engineSuspension.name,
      since: engineSuspension.createdAt,
    })
    .from(engineSuspension)
    .where(ne(engineSuspension.scope, "instance"))
    .orderBy(asc(engineSuspension.scope), asc(engineSuspension.name));
}

export async function resume(db: Database, { scope, name }: Suspended): Promise<void> {
  await db
    .delete(engineSuspension)
    .where(and(eq(engineSuspension.scope, scope), eq(engineSuspension.name, name)));
}
