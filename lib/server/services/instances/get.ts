import { verb } from "../../verb";
import { findInstance } from "./find";
import { serializeInstance } from "./serialize";

/** One instance as it is recorded. @throws PatchbayError `not-found` */
export const getInstance = verb("instance.read", async (context, { id }: { id: string }) => {
  const { db } = context;
  return serializeInstance(await findInstance(db, id), context);
});
