import type { Connection } from "@/lib/contracts/connect";
import type { Context } from "../../context";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { serializeInstance } from "../instances/serialize";
import { serializeAttempt } from "./attempt";
import { type Refreshed, refreshConnection } from "./refresh";

/** Whether an instance has its account, and how its latest attempt stands, for a member. */
export const readConnection = verb("instance.read", async (context, { id }: { id: string }) => {
  const row = await findInstance(context.db, id);
  return serializeConnection(await refreshConnection(context, row), context);
});

export function serializeConnection(
  { row, attempt }: Refreshed,
  context: Pick<Context, "appUrl" | "caller">,
): Connection {
  return {
    instance: serializeInstance(row, context),
    attempt: attempt ? serializeAttempt(attempt) : null,
  };
}
