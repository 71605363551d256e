import { auditDoubt, recordAudit } from "../../audit/record";
import type { Caller, Context } from "../../context";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import type { InstanceRow } from "../instances/serialize";
import { serializeConnection } from "./read";
import { type Refreshed, refreshConnection } from "./refresh";

/** Sets the key of an instance's account for a member. */
export const setKey = verb("instance.set-auth", async (context, { id, key }: { id: string; key: string }) => {
  const row = await findInstance(context.db, id);
  return serializeConnection(await passKeyOn(context, { row, key }), context);
});

/**
 * Passes a key of an account on to the upstream. The console neither stores nor logs it, and calls the account connected
 * only when the upstream says so, which is asked at once.
 * @throws PatchbayError, with the reason on the field `key` where the upstream did not accept it
 */
export async function passKeyOn(
  context: Context<Caller>,
  { row, key }: { row: InstanceRow; key: string },
): Promise<Refreshed> {
  const event = { action: "instance.set-auth", subject: row.id } as const;
  const audit = (outcome: "succeeded" | "refused") => recordAudit(context.db, context, { ...event, outcome });
  try {
    await context.upstreams.of(row).setKey(row.upstreamInstanceId, key).catch(auditDoubt(context, event));
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "upstream-rejected") await audit("refused");
    throw error;
  }
  await audit("succeeded");
  return refreshConnection(context, row, { anew: true });
}
