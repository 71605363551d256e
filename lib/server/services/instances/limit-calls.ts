import type { CallLimitForm } from "@/lib/contracts/usage";
import { verb } from "../../verb";
import { changeControls, controlsOf } from "./controls";
import { findInstance } from "./find";

type Limit = { id: string } & CallLimitForm;

/** Holds an instance to so many calls a minute, or to none. @throws PatchbayError */
export const limitCalls = verb("instance.limit-calls", async (context, { id, callLimit }: Limit) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.limit-calls", subject: id, details: { callLimit } } as const;
  await changeControls(context, controlsOf(upstreams, row), event, (changes) =>
    changes.limitCalls(row.upstreamInstanceId, callLimit),
  );
  return { callLimit };
});
