import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { bundle } from "../../db/schema/bundle";
import { verb } from "../../verb";
import { noSuchBundle } from "./name";

/** Deletes a bundle. The instances that were given by it stay. @throws PatchbayError `not-found` */
export const deleteBundle = verb("bundle.delete", async (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const [row] = await tx.delete(bundle).where(eq(bundle.id, id)).returning();
    if (!row) throw noSuchBundle();
    const details = { name: row.name, servers: row.serverNames, isReadOnly: row.isReadOnly };
    await recordAudit(tx, context, { action: "bundle.delete", subject: id, details });
    return { deleted: true } as const;
  }),
);
