import type { StartConnectQuery } from "@/lib/contracts/connect";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { beginAttempt } from "./begin";

/** Begins an attempt for a member. @throws PatchbayError */
export const startConnect = verb("connect.start", async (context, input: StartConnectQuery) => {
  const { instance, ...window } = input;
  const row = await findInstance(context.db, instance);
  return beginAttempt(context, { row, ...window });
});
