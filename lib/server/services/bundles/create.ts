import type { BundleForm } from "@/lib/contracts/bundle";
import { recordAudit } from "../../audit/record";
import { bundle } from "../../db/schema/bundle";
import { verb } from "../../verb";
import { nameTaken } from "./name";
import { serializeBundle } from "./serialize";
import { serversOf } from "./servers";

/** Makes a bundle. @throws PatchbayError `conflict` where another has its name */
export const createBundle = verb("bundle.create", async (context, input: BundleForm) => {
  const { name, isReadOnly } = input;
  const serverNames = await serversOf(context, input);
  const { id: createdBy, name: createdByName } = context.caller;
  return context.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(bundle)
      .values({ name, serverNames, isReadOnly, createdBy, createdByName })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(name);
    const details = { name, servers: serverNames, isReadOnly };
    await recordAudit(tx, context, { action: "bundle.create", subject: row.id, details });
    return { bundle: serializeBundle(row) };
  });
});
