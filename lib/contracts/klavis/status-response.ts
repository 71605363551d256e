import * as z from "zod/mini";
import { named } from "./meaning";

/** What the API answers to a change that has nothing else to tell. */
export const statusResponseSchema = named(
  "StatusResponse",
  z.object({ success: z.boolean(), message: z.optional(z.nullable(z.string())) }),
);
