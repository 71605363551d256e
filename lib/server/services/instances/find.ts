import { eq } from "drizzle-orm";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { InstanceRow } from "./serialize";

/** The record of that id. @throws PatchbayError `not-found`, the same for every id that may not be seen */
export async function findInstance(db: Pick<Database, "select">, id: string): Promise<InstanceRow> {
  const [row] = await db.select().from(instance).where(eq(instance.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such instance.");
  return row;
}

/** For a change that the upstream has made of an instance whose record is gone by now. */
export function deletedMeanwhile(): PatchbayError {
  return new PatchbayError("not-found", "The instance was deleted in the meantime.", { effect: "changed" });
}
