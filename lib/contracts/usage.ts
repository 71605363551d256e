import * as z from "zod/mini";
import { told } from "./told";

/** How a call of a tool ended: as it should, with an error of the tool's own, refused by a rule, or not at all. */
export const CALL_OUTCOMES = ["ok", "error", "refused", "failed"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What can be suspended. */
export const SUSPENSION_SCOPES = ["instance", "user", "server", "everything"] as const;
export type SuspensionScope = (typeof SUSPENSION_SCOPES)[number];

/** Calls in the last thirty days; errors are all that did not end as they should. */
const tallySchema = z.object({
  calls: z.number(),
  errors: z.number(),
  lastUsedAt: z.nullable(z.string()),
  /** In so many milliseconds 95 of 100 were answered, rounded up to a step; null where none was. */
  p95: z.nullable(z.number()),
});

export type UsageTotal = z.infer<typeof tallySchema>;

/** `GET /api/instances/{id}/usage` */
export const usageSchema = z.object({
  /** Whether calls pass through this console; those of Klavis Cloud do not. */
  isKept: z.boolean(),
  /** What calls are refused for: the instance itself, or something that it is part of; null where they are not. */
  suspended: z.nullable(told(z.enum(SUSPENSION_SCOPES))),
  total: tallySchema,
  /** By the number of calls, the most first. */
  tools: z.array(z.extend(tallySchema, { name: z.string() })),
  /** Days (UTC) on which something was called, the latest first. */
  days: z.array(z.object({ day: z.string(), calls: z.number(), errors: z.number() })),
  /** The latest first. */
  recent: z.array(
    z.object({
      at: z.string(),
      tool: z.string(),
      outcome: told(z.enum(CALL_OUTCOMES)),
      /** Why it was refused. */
      rule: z.nullable(z.string()),
      milliseconds: z.number(),
      requestId: z.string(),
    }),
  ),
});
export type Usage = z.infer<typeof usageSchema>;

/** `PUT /api/instances/{id}/suspension` */
export const suspendInstanceFormSchema = z.object({ isSuspended: z.boolean() });
export type SuspendInstanceForm = z.infer<typeof suspendInstanceFormSchema>;

export const suspensionAnswerSchema = z.object({ suspended: z.nullable(told(z.enum(SUSPENSION_SCOPES))) });
export type SuspensionAnswer = z.infer<typeof suspensionAnswerSchema>;
