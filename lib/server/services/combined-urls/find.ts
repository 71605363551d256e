import { eq } from "drizzle-orm";
import type { Database } from "../../db/client";
import { combinedUrl } from "../../db/schema/combined-url";
import { PatchbayError } from "../../errors";
import type { CombinedUrlRow } from "./serialize";

/** What the URL of a row is sealed as. */
export const sealedAs = (id: string) => `combined-url/${id}/serverUrl`;

/** @throws PatchbayError `not-found` */
export async function findCombinedUrl(db: Pick<Database, "select">, id: string): Promise<CombinedUrlRow> {
  const [row] = await db.select().from(combinedUrl).where(eq(combinedUrl.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such combined URL any more.");
  return row;
}
