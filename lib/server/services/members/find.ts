import { and, count, eq, gt } from "drizzle-orm";
import type { ListedMember } from "@/lib/contracts/member-list";
import type { Context, Member } from "../../context";
import type { Database } from "../../db/client";
import { passkey, session, user } from "../../db/schema/auth";
import { hasSecondFactor } from "../../db/sign-in-rules";
import { PatchbayError } from "../../errors";
import { serializeMember } from "./serialize";

type UserRow = typeof user.$inferSelect;

/** A member's row, held until the transaction ends. @throws PatchbayError `not-found` */
export async function holdMember(tx: Pick<Database, "select">, id: string): Promise<UserRow> {
  const [row] = await tx.select().from(user).where(eq(user.id, id)).for("update");
  if (!row) throw new PatchbayError("not-found", "There is no such member.");
  return row;
}

/** A member as they are now. @throws PatchbayError `not-found` */
export async function readListedMember(
  { db, caller }: Pick<Context<Member>, "db" | "caller">,
  id: string,
): Promise<ListedMember> {
  const [row] = await db.select().from(user).where(eq(user.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such member.");
  const [open] = await db
    .select({ sessions: count() })
    .from(session)
    .where(and(eq(session.userId, id), gt(session.expiresAt, new Date())));
  const passkeys = await db.$count(passkey, eq(passkey.userId, id));
  return serializeMember(
    row,
    { sessions: open?.sessions ?? 0, hasSecondFactor: await hasSecondFactor(db, id), passkeys },
    caller,
  );
}
