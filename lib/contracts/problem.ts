import * as z from "zod/mini";
import { EFFECTS, type Effect, type ProblemCode } from "./terms/problem";

export type { Effect, ProblemCode };

/** An error answer: RFC 9457 `application/problem+json` with the extensions that the console needs. */
export const problemSchema = z.object({
  /** `urn:patchbay:problem:<code>` */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Messages for form fields, by the field's name in the request. */
  fields: z.optional(z.record(z.string(), z.array(z.string()))),
  /** Seconds to wait before another try. */
  retryAfter: z.optional(z.number()),
  effect: z.optional(z.enum(EFFECTS)),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
