import type { StartConnectQuery } from "@/lib/contracts/connect";
import type { Context } from "../../context";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { beginAttempt } from "./begin";

/** Begins an attempt for a member. @throws PatchbayError */
export async function startConnect(
  context: Context,
  { instance, ...window }: StartConnectQuery,
): Promise<{ redirectTo: string }> {
  authorize(context.actor, "operator");
  const row = await findInstance(context.db, instance);
  return beginAttempt(context, { row, holder: context.actor, ...window });
}
