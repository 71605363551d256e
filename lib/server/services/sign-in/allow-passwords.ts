import { eq } from "drizzle-orm";
import type { AllowPasswordsRequest, SignInRules } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { session } from "../../db/schema/auth";
import { organisation } from "../../db/schema/organisation";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { UNNAMED } from "../organisation/read";
import { readSignInRules } from "./read";

/**
 * Whether members may sign in by a password. Sessions that one began go on. @throws PatchbayError `conflict` where whoever
 * turns it off has not come in by single sign-on themselves: that shows that it works
 */
export const allowPasswords = verb(
  "sign-in.allow-passwords",
  ["member"],
  async (context, { isAllowed }: AllowPasswordsRequest): Promise<SignInRules> => {
    const { db, caller } = context;
    await db.transaction(async (tx) => {
      const [own] = await tx
        .select({ method: session.method })
        .from(session)
        .where(eq(session.id, caller.session ?? ""));
      if (!isAllowed && own?.method !== "single-sign-on") {
        throw new PatchbayError(
          "conflict",
          "Sign in by single sign-on yourself first, so that it is known to work.",
        );
      }
      await setAllowed(tx, isAllowed);
      const details = { isAllowed };
      await recordAudit(tx, context, { action: "sign-in.allow-passwords", subject: "1", details });
    });
    return readSignInRules(context);
  },
);

/** Lets members sign in by a password again, for whoever sits at the machine: no caller is asked for. */
export function allowPasswordsAt(db: Database): Promise<void> {
  return db.transaction(async (tx) => {
    await setAllowed(tx, true);
    const by = { caller: SYSTEM, request: { id: null, address: null } };
    await recordAudit(tx, by, {
      action: "sign-in.allow-passwords",
      subject: "1",
      details: { isAllowed: true },
    });
  });
}

async function setAllowed(tx: Pick<Database, "insert">, allowsPasswords: boolean): Promise<void> {
  await tx
    .insert(organisation)
    .values({ id: 1, name: UNNAMED, allowsPasswords })
    .onConflictDoUpdate({ target: organisation.id, set: { allowsPasswords } });
}
