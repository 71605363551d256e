import type { JobAction } from "@/lib/contracts/job";
import { deleteInstances } from "../../instances/delete";
import { refreshStates } from "../../instances/observe";
import { updateInstances } from "../../instances/update";
import type { JobWork } from "./action";
import { adoptOne } from "./adopt";
import { createOne } from "./create";
import { deleteOne } from "./delete";
import { makeReadOnly, makeWritable } from "./make-read-only";
import { offboardOne } from "./offboard";
import { refreshOne } from "./refresh";

/** What each action does. */
export const WORK: Record<JobAction, JobWork> = {
  "make-read-only": {
    perform: makeReadOnly,
    performAtOnce: (context, what) => updateInstances(context, { ...what, isReadOnly: true }),
  },
  "make-writable": {
    perform: makeWritable,
    performAtOnce: (context, what) => updateInstances(context, { ...what, isReadOnly: false }),
  },
  refresh: { perform: refreshOne, performAtOnce: refreshStates },
  delete: { perform: deleteOne, performAtOnce: deleteInstances },
  offboard: { perform: offboardOne },
  create: { perform: createOne },
  adopt: { perform: adoptOne },
};
