import { eq, sql } from "drizzle-orm";
import type { PublicContext } from "../../context";
import { connectLink } from "../../db/schema/link";
import { findOpenLink } from "./find";

/** Counts an opening. The page asks for it when a browser has drawn it, so that link previews in chats do not count. */
export async function countOpening(
  context: PublicContext,
  { token }: { token: string },
): Promise<{ counted: true }> {
  const { link } = await findOpenLink(context, token);
  await context.db
    .update(connectLink)
    .set({ openings: sql`${connectLink.openings} + 1` })
    .where(eq(connectLink.id, link.id));
  return { counted: true };
}
