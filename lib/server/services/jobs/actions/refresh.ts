import { findInstance } from "../../instances/find";
import { refreshState } from "../../instances/observe";
import { instanceInputSchema, type Perform } from "./action";

/** Asks the upstream how an instance stands, and tells what it said. */
export const refreshOne: Perform = async (context, input) => {
  const { instanceId } = instanceInputSchema.parse(input);
  const { status, missingSince } = await refreshState(context, await findInstance(context.db, instanceId));
  if (missingSince === null) return { outcome: status };
  return { outcome: status, reason: "The upstream does not know it any more." };
};
