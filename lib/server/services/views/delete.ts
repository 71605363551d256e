import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { savedView } from "../../db/schema/saved-view";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";

/** Deletes a view of the member's own. @throws PatchbayError `not-found`, for another's too */
export const deleteView = verb("view.delete", ["member"], async (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const [view] = await tx
      .delete(savedView)
      .where(and(eq(savedView.id, id), eq(savedView.memberId, context.caller.id)))
      .returning({ name: savedView.name });
    if (!view) throw new PatchbayError("not-found", "There is no such view.");
    await recordAudit(tx, context, { action: "view.delete", subject: id, details: { name: view.name } });
    return { deleted: true } as const;
  }),
);
