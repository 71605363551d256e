import * as z from "zod/mini";
import { instanceSchema } from "./instance";
import { ATTEMPT_STATES, type AttemptState } from "./terms/connect";
import { told } from "./told";

export const attemptStateSchema = z.enum(ATTEMPT_STATES);
export type { AttemptState };

/** What an upstream can say of a consent when the window comes back from it. */
export const RETURN_OUTCOMES = ["connected", "denied", "failed"] as const;
export type ReturnOutcome = (typeof RETURN_OUTCOMES)[number];

export const attemptSchema = z.object({
  id: z.string(),
  state: told(attemptStateSchema),
  /** Why it failed, in a sentence for the person. */
  reason: z.nullable(z.string()),
  expiresAt: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** `GET /api/instances/{id}/connection`: the truth that the browser polls. */
export const connectionSchema = z.object({ instance: instanceSchema, attempt: z.nullable(attemptSchema) });
export type Connection = z.infer<typeof connectionSchema>;

/** How the provider's page is shown: in a window that closes itself, or in the same tab. */
export const CONNECT_WINDOWS = ["popup", "tab"] as const;

/** What a Connect button says of the window that it opens. */
export const connectWindowSchema = z.object({
  /** Whether the window closes itself in the end, or leads back to where the person was. */
  window: z._default(z.enum(CONNECT_WINDOWS), "popup"),
  /** Asked for where the catalogue's `oauthRequired` names it. */
  subdomain: z.optional(
    z
      .string()
      .check(
        z.regex(/^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i, { error: "Enter the part before the first dot." }),
      ),
  ),
});
export type ConnectWindow = z.infer<typeof connectWindowSchema>;

/** The pages of the console from which an account is connected; the same tab comes back to where it was. */
export const CONNECT_PAGES = ["create", "instance"] as const;
export const connectPageSchema = z.enum(CONNECT_PAGES);
export type ConnectPage = z.infer<typeof connectPageSchema>;

/** `GET /connect/start`: the page of ours that the window opens first. */
export const startConnectQuerySchema = z.extend(connectWindowSchema, {
  instance: z.uuid(),
  page: z._default(connectPageSchema, "instance"),
});
export type StartConnectQuery = z.infer<typeof startConnectQuerySchema>;

/** Where a consent leads back to: the one address of the console's that an upstream is given. */
export const RETURN_PATH = "/connect/done";
/** The `state` of a return: `<attempt>.<nonce>`. */
export const RETURN_STATE = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{43})$/;

/** `GET /connect/done`. An upstream may add what came of it, with its signature. */
export const connectReturnQuerySchema = z.object({
  state: z.string().check(z.maxLength(100)),
  outcome: z.optional(z.string().check(z.maxLength(100))),
  signature: z.optional(z.string().check(z.maxLength(100))),
});

/** The longest key of an account that is passed on, in characters. */
const KEY_LENGTH = 4096;

/** `POST /api/instances/{id}/key`: for services that take a key of the account instead of consent. It is passed on, not kept. */
export const accountKeySchema = z.object({
  key: z
    .string({ error: "Enter the key." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Enter the key." }),
      z.maxLength(KEY_LENGTH, { error: "That is too long for a key." }),
    ),
});
