import { PatchbayError } from "../../../errors";
import { deauthorizeInstance } from "../../instances/deauthorize";
import { instanceInputSchema, type Perform } from "./action";
import { deleteOne } from "./delete";

/** Removes an instance's authorization, then the instance. */
export const offboardOne: Perform = async (context, input, keep) => {
  const { instanceId: id } = instanceInputSchema.parse(input);
  try {
    const { credential } = await deauthorizeInstance(context, { id });
    await keep(credential);
  } catch (error) {
    // Gone already, perhaps by this very job before its process was killed.
    if (!(error instanceof PatchbayError) || error.code !== "not-found") throw error;
  }
  return deleteOne(context, input, keep);
};
