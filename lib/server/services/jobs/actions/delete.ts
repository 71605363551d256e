import { PatchbayError } from "../../../errors";
import { deleteInstance } from "../../instances/delete";
import { NOT_KNOWN } from "../../instances/removal";
import { instanceInputSchema, type Perform } from "./action";

/** Deletes an instance. What somebody else deleted meanwhile is what was wanted. */
export const deleteOne: Perform = async (context, input) => {
  const { instanceId: id } = instanceInputSchema.parse(input);
  try {
    const { knownUpstream } = await deleteInstance(context, { id });
    return knownUpstream ? {} : { reason: NOT_KNOWN };
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "not-found") return {};
    throw error;
  }
};
