import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { serializeInstance } from "../instances/serialize";
import { serializeAttempt } from "./attempt";
import { lookAtConnection } from "./look";

/** Whether an instance has its account, and how its latest attempt stands, for a member. */
export const readConnection = verb("instance.read", async (context, { id }: { id: string }) => {
  const found = await findInstance(context.db, id);
  const { row, attempt } = await lookAtConnection(context, found);
  return {
    instance: serializeInstance(row, context),
    attempt: attempt ? serializeAttempt(attempt) : null,
  };
});
