import * as z from "zod/mini";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { adoptRequestSchema } from "@/lib/contracts/user";
import { PatchbayError } from "../../../errors";
import { adoptUser } from "../../users/adopt";
import type { Perform } from "./action";

export const adoptInputSchema = z.extend(z.pick(adoptRequestSchema, { upstream: true, userId: true }), {
  serverName: serverNameSchema,
});

/** Takes one server of one user into the record. Adopting again finds what is recorded. */
export const adoptOne: Perform = async (context, input) => {
  const { serverName, ...which } = adoptInputSchema.parse(input);
  const { adopted, failures } = await adoptUser(context, { ...which, serverNames: [serverName] });
  const [failure] = failures;
  if (failure) throw new PatchbayError("upstream-rejected", failure.reason);
  const [instance] = adopted;
  return instance ? { outcome: instance.status, instanceId: instance.id } : {};
};
