import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import type { AddPasskeyRequest, BeginPasskeyRequest } from "@/lib/contracts/passkey";
import { recordAudit } from "../../audit/record";
import { account, passkey } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { requirePassword } from "../account/password";
import { sealChallenge, takeChallenge } from "./challenge";
import { serializePasskey } from "./serialize";

const purposeOf = (userId: string) => `add:${userId}`;

/** What a browser is asked to make a passkey. Whoever has a password gives it: it is another way in. @throws PatchbayError */
export const beginPasskey = verb(
  "passkey.begin",
  ["member"],
  async (context, { currentPassword }: BeginPasskeyRequest) => {
    const { db, caller, appUrl } = context;
    const hasPassword = and(eq(account.userId, caller.id), eq(account.providerId, "credential"));
    if ((await db.$count(account, hasPassword)) > 0) {
      await requirePassword(context, "passkey.add", currentPassword);
    }
    const known = await db.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, caller.id));
    const options = await generateRegistrationOptions({
      rpName: "Patchbay",
      rpID: new URL(appUrl).hostname,
      userID: new TextEncoder().encode(caller.id),
      userName: caller.email,
      userDisplayName: caller.name,
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    return {
      options: { ...options },
      ticket: sealChallenge(context, options.challenge, purposeOf(caller.id)),
    };
  },
);

/** Keeps a passkey that the browser made. @throws PatchbayError `expired`, or `invalid` for one that proves nothing */
export const addPasskey = verb(
  "passkey.add",
  ["member"],
  async (context, { ticket, name, response }: AddPasskeyRequest) => {
    const { db, caller, appUrl, log } = context;
    const expectedChallenge = await takeChallenge(context, ticket, purposeOf(caller.id));
    const verified = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: appUrl,
      expectedRPID: new URL(appUrl).hostname,
      requireUserVerification: true,
    }).catch((error: unknown) => {
      log.info({ err: error }, "a new passkey proved nothing");
      return undefined;
    });
    if (!verified?.verified) throw new PatchbayError("invalid", "This passkey proves nothing. Try again.");
    const { credential } = verified.registrationInfo;
    const values = {
      id: credential.id,
      userId: caller.id,
      name,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      counter: credential.counter,
    };
    return db.transaction(async (tx) => {
      const [row] = await tx.insert(passkey).values(values).onConflictDoNothing().returning();
      if (!row) throw new PatchbayError("conflict", "This passkey is there already.");
      await recordAudit(tx, context, { action: "passkey.add", subject: caller.id, details: { name } });
      return { passkey: serializePasskey(row) };
    });
  },
);
