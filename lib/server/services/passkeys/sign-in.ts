import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import type { PasskeySignInRequest } from "@/lib/contracts/passkey";
import { recordAudit } from "../../audit/record";
import type { Context, Visitor } from "../../context";
import { passkey, user } from "../../db/schema/auth";
import { readRules } from "../../db/sign-in-rules";
import { PatchbayError, tooManyAttempts } from "../../errors";
import { verb } from "../../verb";
import { sealChallenge, takeChallenge } from "./challenge";

const PURPOSE = "sign-in";

/** What a browser is asked to sign in with: any passkey of this console that it has. @throws PatchbayError */
export const beginPasskeySignIn = verb("passkey.begin-sign-in", ["visitor"], async (context) => {
  await requireRoom(context);
  await requireAllowed(context);
  const options = await generateAuthenticationOptions({
    rpID: new URL(context.appUrl).hostname,
    userVerification: "required",
  });
  return { options: { ...options }, ticket: sealChallenge(context, options.challenge, PURPOSE) };
});

/** Who has signed, with their face, finger or PIN. @throws PatchbayError `unauthenticated`, `expired` or `rate-limited` */
export const completePasskeySignIn = verb(
  "passkey.sign-in",
  ["visitor"],
  async (context, { ticket, response }: PasskeySignInRequest): Promise<{ userId: string }> => {
    const { db, appUrl, log, request } = context;
    await requireRoom(context);
    await requireAllowed(context);
    const expectedChallenge = await takeChallenge(context, ticket, PURPOSE);
    const [known] = await db
      .select({ passkey, user })
      .from(passkey)
      .innerJoin(user, eq(user.id, passkey.userId))
      .where(eq(passkey.id, response.id));
    if (!known) throw refused("This console knows no such passkey. It may have been removed.");
    const { publicKey, counter, id } = known.passkey;
    const verified = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: appUrl,
      expectedRPID: new URL(appUrl).hostname,
      requireUserVerification: true,
      credential: { id, counter, publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")) },
    }).catch((error: unknown) => {
      log.info({ err: error }, "a passkey proved nothing");
      return undefined;
    });
    const { email, name } = known.user;
    const isGood = verified?.verified === true && known.user.disabledAt === null;
    const by = isGood
      ? ({ kind: "member", id: known.user.id, name, email } as const)
      : ({ kind: "visitor", id: "nobody", name: "Nobody", email } as const);
    const event = {
      action: "session.create",
      subject: known.user.id,
      details: { method: "passkey" },
    } as const;
    if (!isGood) {
      await recordAudit(db, { caller: by, request }, { ...event, outcome: "refused" });
      throw refused(
        verified?.verified
          ? "Your account is disabled. Ask an administrator."
          : "This passkey proves nothing.",
      );
    }
    await db.transaction(async (tx) => {
      const { newCounter } = verified.authenticationInfo;
      await tx.update(passkey).set({ counter: newCounter, lastUsedAt: new Date() }).where(eq(passkey.id, id));
      await recordAudit(tx, { caller: by, request }, event);
    });
    return { userId: known.user.id };
  },
);

async function requireRoom({ attempts, request }: Context<Visitor>): Promise<void> {
  const { wait } = await attempts.take("passkey", request.address ?? "");
  if (wait === 0) return;
  throw tooManyAttempts(wait);
}

/** Where single sign-on is the only way in, no passkey goes past it. */
async function requireAllowed(context: Context<Visitor>): Promise<void> {
  if ((await readRules(context.db)).allowsPasswords) return;
  throw new PatchbayError("forbidden", "Nobody signs in by a passkey here. Use single sign-on.");
}

function refused(message: string): PatchbayError {
  return new PatchbayError("unauthenticated", message);
}
