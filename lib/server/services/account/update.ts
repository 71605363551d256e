import { and, eq, ne } from "drizzle-orm";
import type { UpdateAccountRequest } from "@/lib/contracts/account";
import { recordAudit } from "../../audit/record";
import { user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { holdMember } from "../members/find";
import { requirePassword } from "./password";
import { readAccount } from "./read";

/** Changes one's own name, and one's address with the password: it is what one signs in with. @throws PatchbayError */
export const updateAccount = verb(
  "account.update",
  ["member"],
  async (context, { name, email, currentPassword }: UpdateAccountRequest) => {
    const { db, caller } = context;
    if (email !== caller.email) await requirePassword(context, "account.update", currentPassword);
    await db.transaction(async (tx) => {
      const before = await holdMember(tx, caller.id);
      if (before.name === name && before.email === email) return;
      const [taken] = await tx
        .select({ id: user.id })
        .from(user)
        .where(and(eq(user.email, email), ne(user.id, caller.id)));
      if (taken) throw onField("email", "This address is another member's.");
      await tx.update(user).set({ name, email, updatedAt: new Date() }).where(eq(user.id, caller.id));
      const details = {
        ...(before.name !== name && { name: { from: before.name, to: name } }),
        ...(before.email !== email && { email: { from: before.email, to: email } }),
      };
      await recordAudit(tx, context, { action: "account.update", subject: caller.id, details });
    });
    return { account: await readAccount({ ...context, caller: { ...caller, name, email } }) };
  },
);

function onField(field: string, message: string): PatchbayError {
  return new PatchbayError("invalid", message, { fields: { [field]: [message] } });
}
