import { eq } from "drizzle-orm";
import { MOST_VIEWS, type SavedViewForm } from "@/lib/contracts/saved-view";
import { recordAudit } from "../../audit/record";
import { savedView } from "../../db/schema/saved-view";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";

/** Keeps how the list is narrowed under a name. @throws PatchbayError `conflict` where the member has one of that name */
export const createView = verb("view.create", ["member"], async (context, form: SavedViewForm) => {
  const { name, search } = form;
  const memberId = context.caller.id;
  return context.db.transaction(async (tx) => {
    if ((await tx.$count(savedView, eq(savedView.memberId, memberId))) >= MOST_VIEWS) {
      throw new PatchbayError("conflict", `At most ${MOST_VIEWS} views are kept. Delete one first.`);
    }
    const [view] = await tx
      .insert(savedView)
      .values({ memberId, name, search })
      .onConflictDoNothing()
      .returning({ id: savedView.id, name: savedView.name, search: savedView.search });
    if (!view) {
      throw new PatchbayError("conflict", `You have a view called "${name}" already.`, {
        fields: { name: ["You have a view of this name already."] },
      });
    }
    await recordAudit(tx, context, { action: "view.create", subject: view.id, details: { name } });
    return { view };
  });
});
