import { and, eq, ne } from "drizzle-orm";
import type { BundleForm } from "@/lib/contracts/bundle";
import { recordAudit } from "../../audit/record";
import { bundle } from "../../db/schema/bundle";
import { verb } from "../../verb";
import { nameTaken, noSuchBundle } from "./name";
import { serializeBundle } from "./serialize";
import { serversOf } from "./servers";

/** Changes a bundle. What was given of it stays as it was. @throws PatchbayError `not-found`, `conflict` */
export const updateBundle = verb("bundle.update", async (context, input: BundleForm & { id: string }) => {
  const { id, name, isReadOnly } = input;
  const serverNames = await serversOf(context, input);
  return context.db.transaction(async (tx) => {
    const [other] = await tx
      .select({ id: bundle.id })
      .from(bundle)
      .where(and(eq(bundle.name, name), ne(bundle.id, id)));
    if (other) throw nameTaken(name);
    const [row] = await tx
      .update(bundle)
      .set({ name, serverNames, isReadOnly, updatedAt: new Date() })
      .where(eq(bundle.id, id))
      .returning();
    if (!row) throw noSuchBundle();
    const details = { name, servers: serverNames, isReadOnly };
    await recordAudit(tx, context, { action: "bundle.update", subject: id, details });
    return { bundle: serializeBundle(row) };
  });
});
