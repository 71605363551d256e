import { eq } from "drizzle-orm";
import type { Database } from "../db/client";
import { session, user } from "../db/schema/auth";

/** How exactly it is kept when somebody was last here, in milliseconds. */
const EXACTLY = 60_000;

type Seen = { id: string; userId: string; lastSeenAt?: Date | null | undefined };

/** Keeps that a member was here. Nobody is refused because it could not be kept. */
export async function noteSeen(db: Database, { id, userId, lastSeenAt }: Seen): Promise<void> {
  const now = new Date();
  if (lastSeenAt && now.getTime() - new Date(lastSeenAt).getTime() < EXACTLY) return;
  try {
    await db.update(session).set({ lastSeenAt: now }).where(eq(session.id, id));
    await db.update(user).set({ lastSeenAt: now }).where(eq(user.id, userId));
  } catch {
    // The next request finds the database back, or says that it is away.
  }
}
