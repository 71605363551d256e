import type { Context } from "../../../context";
import { PatchbayError } from "../../../errors";
import { updateInstance } from "../../instances/update";
import { instanceInputSchema, type Perform, type Performed } from "./action";

export const makeReadOnly: Perform = (context, input) => make(context, input, true);
export const makeWritable: Perform = (context, input) => make(context, input, false);

/** @throws PatchbayError where the upstream answered, and left it as it was */
async function make(context: Context, input: unknown, isReadOnly: boolean): Promise<Performed> {
  const { instanceId: id } = instanceInputSchema.parse(input);
  const { instance } = await updateInstance(context, { id, isReadOnly });
  if (instance.isReadOnly === isReadOnly) return {};
  throw new PatchbayError("upstream-rejected", "The upstream left it as it was.");
}
