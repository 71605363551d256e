import { eq, sql } from "drizzle-orm";
import { connectLink } from "../../db/schema/link";
import { verb } from "../../verb";
import { findOpenLink } from "./find";

type Opened = { token: string };

/** Counts an opening. The page asks for it when a browser has drawn it, so that link previews in chats do not count. */
export const countOpening = verb("link.count-opening", ["visitor"], async (context, { token }: Opened) => {
  const { link } = await findOpenLink(context, token, "link-opening");
  await context.db
    .update(connectLink)
    .set({ openings: sql`${connectLink.openings} + 1` })
    .where(eq(connectLink.id, link.id));
  return { counted: true } as const;
});
