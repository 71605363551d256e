import type { Connection } from "@/lib/contracts/connect";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Context, PublicContext } from "../../context";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import type { InstanceRow } from "../instances/serialize";
import type { Holder } from "./begin";
import { lookAtConnection } from "./look";
import { readConnection } from "./read";

/** Sets the key of an instance's account for a member. */
export async function setKey(
  context: Context,
  { id, key }: { id: string; key: string },
): Promise<Connection> {
  authorize(context.actor, "operator");
  const row = await findInstance(context.db, id);
  await passKeyOn(context, { row, holder: context.actor, key });
  return readConnection(context, { id });
}

/**
 * Passes a key of an account on to the upstream. The console neither stores nor logs it, and calls the account connected
 * only when the upstream says so.
 * @throws PatchbayError, with the reason on the field `key` where the upstream did not accept it
 */
export async function passKeyOn(
  context: PublicContext,
  { row, holder, key }: { row: InstanceRow; holder: Holder; key: string },
): Promise<void> {
  const event = {
    actor: holder,
    action: "instance.set-auth",
    subject: { type: "instance", id: row.id },
  } as const;
  const answer = await context.upstreams
    .of(row)
    .setAuth({ instanceId: row.upstreamInstanceId, authData: { api_key: key } })
    .catch(auditDoubt(context, event))
    .catch(asRefusedKey);
  await recordAudit(context.db, {
    ...event,
    request: context.request,
    outcome: answer.success ? "succeeded" : "refused",
  });
  if (!answer.success) {
    throw new PatchbayError("upstream-rejected", `${row.serverName} did not take this key.`, {
      fields: { key: ["The upstream did not take this key."] },
      effect: "nothing-changed",
    });
  }
  await lookAtConnection(context, { ...row, statusCheckedAt: null });
}

/** The key is all that is sent, so whatever an upstream does not accept, under whatever name, is the key. */
function asRefusedKey(error: unknown): never {
  if (!(error instanceof PatchbayError) || error.code !== "upstream-rejected") throw error;
  const { code, message, fields = {}, effect } = error;
  const reasons = Object.values(fields).flat();
  throw new PatchbayError(code, message, {
    fields: { key: reasons.length > 0 ? reasons : [message] },
    effect,
    cause: error,
  });
}
