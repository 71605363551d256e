import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import type { ChoosePasswordRequest } from "@/lib/contracts/member-list";
import { recordAudit } from "../../audit/record";
import type { Actor } from "../../context";
import { passwordReset } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { requirePasswords } from "../sign-in/require-passwords";
import { findPasswordLink } from "./password-link";
import { setPassword } from "./reset-password";

/** Sets a member's password by the link that was made for it, once. @throws PatchbayError `expired` where it does not work, `forbidden` where
 * no password opens anything */
export const choosePassword = verb(
  "password.reset",
  ["visitor"],
  async ({ db, request }, { token, password }: ChoosePasswordRequest & { token: string }) => {
    const gone = () =>
      new PatchbayError("expired", "This link does not work any more. Ask an administrator for another one.");
    // Before the password is hashed, which costs: anybody may send a token.
    if (!(await findPasswordLink(db, token))) throw gone();
    await requirePasswords(db);
    const hash = await hashPassword(password);
    return db.transaction(async (tx) => {
      const member = await findPasswordLink(tx, token);
      if (!member) throw gone();
      const spent = await tx
        .delete(passwordReset)
        .where(eq(passwordReset.userId, member.id))
        .returning({ tokenHash: passwordReset.tokenHash });
      if (spent.length === 0) throw gone();
      await setPassword(tx, member.id, hash);
      // Whoever has a link has shown no more than that.
      const caller: Actor = {
        kind: "visitor",
        id: "nobody",
        name: "Holder of a password link",
        email: member.email,
      };
      const details = { byLink: true };
      await recordAudit(tx, { caller, request }, { action: "password.change", subject: member.id, details });
      return { email: member.email };
    });
  },
);
