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
  const audit = (outcome: "succeeded" | "refused") =>
    recordAudit(context.db, { ...event, request: context.request, outcome });
  try {
    await context.upstreams.of(row).setKey(row.upstreamInstanceId, key).catch(auditDoubt(context, event));
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "upstream-rejected") await audit("refused");
    throw error;
  }
  await audit("succeeded");
  await lookAtConnection(context, { ...row, statusCheckedAt: null });
}
