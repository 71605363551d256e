import type { Connection } from "@/lib/contracts/connect";
import type { Context } from "../../context";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { serializeInstance } from "../instances/serialize";
import { serializeAttempt } from "./attempt";
import { lookAtConnection } from "./look";

/** Whether an instance has its account, and how its latest attempt stands, for a member. */
export async function readConnection(context: Context, { id }: { id: string }): Promise<Connection> {
  authorize(context.actor, "viewer");
  const found = await findInstance(context.db, id);
  const { row, attempt } = await lookAtConnection(context, found);
  return {
    instance: serializeInstance(row, context),
    attempt: attempt ? serializeAttempt(attempt) : null,
  };
}
