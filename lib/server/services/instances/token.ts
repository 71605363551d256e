import { auditDoubt, recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { controlsOf } from "./controls";
import { findInstance } from "./find";

/** Has callers of an instance show a token beside the URL from now on. It is told once. @throws PatchbayError */
export const makeToken = verb("instance.make-token", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.make-token", subject: id } as const;
  const token = await controlsOf(upstreams, row)
    .makeToken(row.upstreamInstanceId)
    .catch(auditDoubt(context, event));
  await recordAudit(db, context, event);
  return { token };
});

/** Lets the URL alone open an instance again. @throws PatchbayError */
export const removeToken = verb("instance.remove-token", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.remove-token", subject: id } as const;
  await controlsOf(upstreams, row).removeToken(row.upstreamInstanceId).catch(auditDoubt(context, event));
  await recordAudit(db, context, event);
  return { hasToken: false } as const;
});
