import type { SignInRules, SingleSignOnForm } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { singleSignOn } from "../../db/schema/organisation";
import { EgressError } from "../../egress/egress-error";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { readSignInRules } from "../sign-in/read";
import { discover } from "./metadata";
import { CLIENT_SECRET } from "./provider";

/**
 * Names the provider at which members sign in, once it has said where that is. Whoever is signed in stays so.
 * @throws PatchbayError `invalid` on the field `issuer`
 */
export const updateSingleSignOn = verb(
  "single-sign-on.update",
  ["member"],
  async (context, { clientSecret, ...form }: SingleSignOnForm): Promise<SignInRules> => {
    const { db, cipher, outbound, singleSignOn: named } = context;
    const { server } = await discover(outbound, named?.issuer ?? form.issuer, { anew: true }).catch(
      (error: unknown) => {
        throw onIssuer(error);
      },
    );
    // As the provider writes it itself: its tokens say it so.
    const issuer = server.issuer;
    // The environment's own is neither kept here nor changed.
    const secret = named ? undefined : clientSecret;
    const sealed = secret ? cipher.encrypt(secret, CLIENT_SECRET) : secret;
    const clientId = named?.clientId ?? form.clientId;
    await db.transaction(async (tx) => {
      const [before] = await tx.select().from(singleSignOn).for("update");
      if (!named && before?.clientSecret && before.issuer !== issuer && secret === undefined) {
        throw otherIssuer();
      }
      // What is kept of a provider stands again as it was once the environment names none.
      const kept = named && before ? before : { issuer, clientId };
      const values = {
        ...form,
        issuer: kept.issuer,
        clientId: kept.clientId,
        ...(sealed !== undefined && { clientSecret: sealed }),
        updatedAt: new Date(),
      };
      await tx
        .insert(singleSignOn)
        .values({ id: 1, ...values })
        .onConflictDoUpdate({ target: singleSignOn.id, set: values });
      const { domains, roleClaim, defaultRole } = form;
      const change = secret === undefined ? "kept" : secret === null ? "removed" : "changed";
      await recordAudit(tx, context, {
        action: "single-sign-on.update",
        subject: "1",
        details: { issuer, clientId, clientSecret: change, domains, roleClaim, defaultRole },
      });
    });
    return readSignInRules(context);
  },
);

/** Or whoever may set a provider could have the secret of the one before sent to one of their own. */
function otherIssuer(): PatchbayError {
  const message = "Enter the secret of this provider: the one that is kept is another's.";
  return new PatchbayError("invalid", "Nothing was changed.", { fields: { clientSecret: [message] } });
}

function onIssuer(error: unknown): PatchbayError {
  const reason =
    error instanceof EgressError
      ? error.message
      : "What answers there is no OpenID provider of exactly this name.";
  return new PatchbayError("invalid", "Nothing was changed.", { fields: { issuer: [reason] } });
}
