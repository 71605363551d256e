import type { SuspendInstanceForm } from "@/lib/contracts/usage";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeControls } from "./controls";
import { findInstance } from "./find";

type Suspend = { id: string } & SuspendInstanceForm;

/** Refuses all calls of an instance, or lets them through again. Its URL, account and tools stay as they are. */
export const suspendInstance = verb("instance.suspend", async (context, { id, isSuspended }: Suspend) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const { controls } = upstreams.of(row);
  if (!controls) {
    throw new PatchbayError(
      "invalid",
      "Its calls do not pass through this console, so it cannot be suspended here. Remove its authorization instead.",
    );
  }
  const event = { action: "instance.suspend", subject: id, details: { isSuspended } } as const;
  await changeControls(context, controls, event, (changes) =>
    changes.suspendInstance(row.upstreamInstanceId, isSuspended),
  );
  const { suspended } = await controls.usage(row.upstreamInstanceId);
  return { suspended };
});
