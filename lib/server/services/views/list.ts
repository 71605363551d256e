import { asc, eq } from "drizzle-orm";
import { MOST_VIEWS } from "@/lib/contracts/saved-view";
import { savedView } from "../../db/schema/saved-view";
import { verb } from "../../verb";

/** The member's own views, by name. */
export const listViews = verb("view.list", ["member"], async ({ db, caller }) => {
  const views = await db
    .select({ id: savedView.id, name: savedView.name, search: savedView.search })
    .from(savedView)
    .where(eq(savedView.memberId, caller.id))
    .orderBy(asc(savedView.name))
    .limit(MOST_VIEWS);
  return { views };
});
