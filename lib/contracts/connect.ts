import * as z from "zod/mini";
import { instanceSchema } from "./instance";

/**
 * The states of a connect attempt that the server knows. The browser adds two that only it can see: `opening`, before
 * the window has loaded, and `blocked`, where the browser refused to open one.
 */
export const ATTEMPT_STATES = ["waiting", "confirming", "connected", "failed", "expired", "cancelled"] as const;
export const attemptStateSchema = z.enum(ATTEMPT_STATES);
export type AttemptState = z.infer<typeof attemptStateSchema>;

/** An attempt lives this long, in milliseconds. */
export const ATTEMPT_LIFETIME = 10 * 60 * 1000;

export const attemptSchema = z.object({
  id: z.string(),
  state: attemptStateSchema,
  /** Why it failed, in a sentence for the person. */
  reason: z.nullable(z.string()),
  expiresAt: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** `GET /api/instances/{id}/connection`: the truth that the browser polls. */
export const connectionSchema = z.object({ instance: instanceSchema, attempt: z.nullable(attemptSchema) });
export type Connection = z.infer<typeof connectionSchema>;

/** The channel and the message by which the end page hurries the poll; neither carries any state. */
export const CONNECT_CHANNEL = "patchbay-connect";
