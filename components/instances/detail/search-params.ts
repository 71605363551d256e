import * as z from "zod/mini";
import { declareSearchParams } from "@/lib/search-params";

const TABS = ["overview", "tools", "history"] as const;
export type InstanceTab = (typeof TABS)[number];

/** What is on show of an instance. */
export const detailParams = declareSearchParams({
  tab: z.enum(TABS),
  /** The name of the tool that is open. */
  tool: z.string(),
});
