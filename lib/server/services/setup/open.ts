import { lt } from "drizzle-orm";
import { hashToken, randomToken } from "../../cipher";
import type { Database } from "../../db/client";
import { setupLink, user } from "../../db/schema/auth";

/** A setup link works for this long, in milliseconds. */
export const SETUP_LINK_LIFETIME = 24 * 60 * 60 * 1000;

/** Whether anybody can sign in. */
export async function hasMembers(db: Pick<Database, "select">): Promise<boolean> {
  const [member] = await db.select({ id: user.id }).from(user).limit(1);
  return member !== undefined;
}

/**
 * Makes a new one-time setup token where nobody can sign in yet, and nothing otherwise. Links made before stay valid:
 * several processes may start at once, and each prints its own.
 */
export async function openSetupLink(db: Database): Promise<string | undefined> {
  if (await hasMembers(db)) return undefined;
  await db.delete(setupLink).where(lt(setupLink.createdAt, new Date(Date.now() - SETUP_LINK_LIFETIME)));
  const token = randomToken();
  await db.insert(setupLink).values({ tokenHash: hashToken(token) });
  return token;
}
