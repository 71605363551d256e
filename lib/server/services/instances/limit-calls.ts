import type { CallLimitForm } from "@/lib/contracts/usage";
import { auditDoubt, recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { controlsOf } from "./controls";
import { findInstance } from "./find";

type Limit = { id: string } & CallLimitForm;

/** Holds an instance to so many calls a minute, or to none. @throws PatchbayError */
export const limitCalls = verb("instance.limit-calls", async (context, { id, callLimit }: Limit) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.limit-calls", subject: id, details: { callLimit } } as const;
  await controlsOf(upstreams, row)
    .limitCalls(row.upstreamInstanceId, callLimit)
    .catch(auditDoubt(context, event));
  await recordAudit(db, context, event);
  return { callLimit };
});
