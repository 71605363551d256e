import * as z from "zod/mini";
import { createInstanceRequestSchema } from "@/lib/contracts/instance";
import { createInstance } from "../../instances/create";
import type { Perform } from "./action";

/** The input of an instance that is to be made, with whether the record had it when the job was begun. */
export const createInputSchema = z.extend(createInstanceRequestSchema, { known: z.boolean() });

/** Makes an instance, or finds the one that is there: so it is safe to repeat, and says which it was. */
export const createOne: Perform = async (context, input) => {
  const { known, ...request } = createInputSchema.parse(input);
  const { instance } = await createInstance(context, request);
  const made = { outcome: instance.status, instanceId: instance.id };
  return known ? { ...made, reason: keptWords(instance.isReadOnly, request.isReadOnly) } : made;
};

/** What was there keeps its settings. Where it may write and was asked not to, that must not go unseen. */
function keptWords(isReadOnly: boolean, asked: boolean): string {
  if (isReadOnly === asked) return "It was there already.";
  return isReadOnly
    ? "It was there already, and stays read-only."
    : "It was there already, and still may write. Make it read-only where that is not meant.";
}
