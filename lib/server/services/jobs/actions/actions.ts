import type { JobAction } from "@/lib/contracts/job";
import type { Perform } from "./action";
import { adoptOne } from "./adopt";
import { createOne } from "./create";
import { deleteOne } from "./delete";
import { makeReadOnly, makeWritable } from "./make-read-only";
import { offboardOne } from "./offboard";
import { refreshOne } from "./refresh";

/** What each action does to one item. */
export const PERFORM: Record<JobAction, Perform> = {
  "make-read-only": makeReadOnly,
  "make-writable": makeWritable,
  refresh: refreshOne,
  delete: deleteOne,
  offboard: offboardOne,
  create: createOne,
  adopt: adoptOne,
};
