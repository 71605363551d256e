import { and, eq, gt, isNull } from "drizzle-orm";
import type { PasswordLinkAnswer } from "@/lib/contracts/member-list";
import { passwordLinkPath } from "@/lib/paths";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { Database } from "../../db/client";
import { passwordReset, user } from "../../db/schema/auth";
import { verb } from "../../verb";
import { holdMember } from "./find";

/** How long a password link works, in milliseconds. */
export const PASSWORD_LINK_LIFETIME = 24 * 60 * 60 * 1000;

/** Makes a link by which a member chooses another password; told here and never again. One from before ends. */
export const makePasswordLink = verb(
  "member.reset-password",
  ["member"],
  (context, { id }: { id: string }): Promise<PasswordLinkAnswer> =>
    context.db.transaction(async (tx) => {
      await holdMember(tx, id);
      const token = randomToken();
      const expiresAt = new Date(Date.now() + PASSWORD_LINK_LIFETIME);
      const values = { tokenHash: hashToken(token), expiresAt, createdAt: new Date() };
      await tx
        .insert(passwordReset)
        .values({ userId: id, ...values })
        .onConflictDoUpdate({ target: passwordReset.userId, set: values });
      const details = { expiresAt: expiresAt.toISOString() };
      await recordAudit(tx, context, { action: "member.reset-password", subject: id, details });
      return { url: context.appUrl + passwordLinkPath(token), expiresAt: expiresAt.toISOString() };
    }),
);

/** Whose password a link is for. Unknown, used and expired links are alike, and so are those of the disabled. */
export async function findPasswordLink(
  db: Pick<Database, "select">,
  token: string,
): Promise<{ id: string; email: string } | undefined> {
  const [found] = await db
    .select({ id: user.id, email: user.email })
    .from(passwordReset)
    .innerJoin(user, and(eq(user.id, passwordReset.userId), isNull(user.disabledAt)))
    .where(and(eq(passwordReset.tokenHash, hashToken(token)), gt(passwordReset.expiresAt, new Date())));
  return found;
}
