import type { Instance } from "@/lib/contracts/instance";
import type { Context } from "../../context";
import { authorize } from "../authorize";
import { findInstance } from "./find";
import { serializeInstance } from "./serialize";

/** One instance as it is recorded. @throws PatchbayError `not-found` */
export async function getInstance(context: Context, { id }: { id: string }): Promise<Instance> {
  const { db, actor } = context;
  authorize(actor, "viewer");
  return serializeInstance(await findInstance(db, id), context);
}
