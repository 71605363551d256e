import * as z from "zod/mini";
import { INSTANCE_SORTS, instanceFilterSchema } from "@/lib/contracts/instance-search";
import { declareSearchParams } from "@/lib/search-params";

const DIRECTIONS = ["ascending", "descending"] as const;
const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** What the list shows and how: all of it stands in the page's address, so that it can be sent to a colleague. */
export const listParams = declareSearchParams({
  ...instanceFilterSchema.shape,
  sort: z.enum(INSTANCE_SORTS),
  direction: z.enum(DIRECTIONS),
  /** The columns that are left out. */
  hide: z.pipe(
    z.string(),
    z.transform((text) => text.split(",")),
  ),
  density: z.enum(DENSITIES),
  /** The job whose progress is shown. */
  job: z.uuid(),
});
