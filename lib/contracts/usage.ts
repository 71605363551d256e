import * as z from "zod/mini";
import { recordedIdSchema } from "./identifier";
import { REFRESH_OUTCOMES } from "./target";
import { told } from "./told";

/** How a call of a tool ended: as it should, with an error of the tool's own, refused by a rule, or not at all. */
export const CALL_OUTCOMES = ["ok", "error", "refused", "failed"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What can be suspended. */
export const SUSPENSION_SCOPES = ["instance", "user", "server", "everything"] as const;
export type SuspensionScope = (typeof SUSPENSION_SCOPES)[number];

/** What came of telling a provider that tokens are to end. */
export const REVOCATION_OUTCOMES = ["revoked", "not-offered", "unanswered", "nothing-to-revoke"] as const;

/** Calls in the last thirty days; errors are all that did not end as they should. */
export const tallySchema = z.object({
  calls: z.number(),
  errors: z.number(),
  lastUsedAt: z.nullable(z.string()),
  /** In so many milliseconds 95 of 100 were answered, rounded up to a step; null where none was. */
  p95: z.nullable(z.number()),
});

export type UsageTotal = z.infer<typeof tallySchema>;

/** Calls of all instances in the last thirty days. */
export type UsageDays = {
  /** Each day (UTC), the oldest first; those without any are there with 0. */
  days: { day: string; calls: number; errors: number }[];
  /** Whether a day had more to count than is looked at. */
  more: boolean;
  /** The instances that were called the most, the most first. */
  busiest: string[];
};

/** What the callers of an instance are held to. */
export const callerRulesSchema = z.object({
  /** Calls a minute; null for as many as come. */
  callLimit: z.nullable(z.number()),
  /** Whether callers show a token beside the URL. */
  hasToken: z.boolean(),
  /** The tools that are switched off at this instance, and at every instance of its server. */
  switchedOff: z.array(z.string()),
  switchedOffAtServer: z.array(z.string()),
});

/** `GET /api/instances/{id}/usage` */
export const usageSchema = z.object({
  /** Whether calls pass through this console; those of Klavis Cloud do not. */
  isKept: z.boolean(),
  /** What calls are refused for: the instance itself, or something that it is part of; null where they are not. */
  suspended: z.nullable(told(z.enum(SUSPENSION_SCOPES))),
  /** What its callers are held to. */
  rules: callerRulesSchema,
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

/** `GET /api/instances/{id}/credential`: how the tokens of an instance's account fared; nothing of what they are. */
export const credentialHistorySchema = z.object({
  /** Whether they are kept by this console. */
  isKept: z.boolean(),
  /** Each time that they were renewed, or were not; the latest first. Tokens are told apart by their hashes' beginnings. */
  refreshes: z.array(
    z.object({
      at: z.string(),
      process: z.string(),
      outcome: told(z.enum(REFRESH_OUTCOMES)),
      tokenBefore: z.string(),
      tokenAfter: z.nullable(z.string()),
      reason: z.nullable(z.string()),
    }),
  ),
  /** What came of revoking them when the account was last taken away. */
  revocation: z.nullable(
    z.object({
      outcome: told(z.enum(REVOCATION_OUTCOMES)),
      at: z.string(),
      /** When they end by themselves, where they were not revoked and that is known. */
      until: z.nullable(z.string()),
    }),
  ),
});
export type CredentialHistory = z.infer<typeof credentialHistorySchema>;

/** `PUT /api/instances/{id}/call-limit` */
export const callLimitFormSchema = z.object({
  callLimit: z.nullable(
    z
      .int({ error: "Give a whole number." })
      .check(
        z.minimum(1, { error: "Give 1 or more, or no limit." }),
        z.maximum(100_000, { error: "Give 100,000 or less, or no limit." }),
      ),
  ),
});
export type CallLimitForm = z.infer<typeof callLimitFormSchema>;
export const callLimitAnswerSchema = z.object({ callLimit: z.nullable(z.number()) });

/** `POST /api/instances/{id}/token`: shown once. */
export const callerTokenSchema = z.object({ token: z.string() });
export const callerTokenGoneSchema = z.object({ hasToken: z.literal(false) });

/** What is suspended beside single instances. */
export const suspensionsSchema = z.object({
  suspensions: z.array(
    z.object({ scope: told(z.enum(["user", "server", "everything"])), name: z.string(), since: z.string() }),
  ),
});
export type Suspensions = z.infer<typeof suspensionsSchema>;

/** `PUT /api/users/suspension` */
export const suspendUserFormSchema = z.object({ userId: recordedIdSchema, isSuspended: z.boolean() });
export type SuspendUserForm = z.infer<typeof suspendUserFormSchema>;

/** `PUT /api/instances/{id}/suspension` */
export const suspendInstanceFormSchema = z.object({ isSuspended: z.boolean() });
export type SuspendInstanceForm = z.infer<typeof suspendInstanceFormSchema>;

export const suspensionAnswerSchema = z.object({ suspended: z.nullable(told(z.enum(SUSPENSION_SCOPES))) });
export type SuspensionAnswer = z.infer<typeof suspensionAnswerSchema>;
