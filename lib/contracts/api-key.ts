import * as z from "zod/mini";
import { ACTIONS, type Action, mayDo } from "./action";
import { type Role, roleSchema } from "./member";
import { storable } from "./text";
import { told } from "./told";

type ScopeOf<A extends string> = A extends `engine.${infer Scope}` ? Scope : never;
/** What may be done at the engine's API. `secrets` is for answers that hold raw tokens, and no other scope includes it. */
export type EngineScope = ScopeOf<Action>;
export const ENGINE_SCOPES = Object.keys(ACTIONS).flatMap((action) =>
  isEngineAction(action) ? [action.slice("engine.".length) as EngineScope] : [],
);

/** What an API key may do: at the engine's API, and at the console's own, where its role decides the rest. */
export const API_KEY_SCOPES = [...ENGINE_SCOPES, "console"] as const;
export const apiKeyScopeSchema = z.enum(API_KEY_SCOPES);
export type ApiKeyScope = z.infer<typeof apiKeyScopeSchema>;

/** Of what a key was made for, what somebody of that role may do. */
export function scopesWithin(role: Role, scopes: readonly ApiKeyScope[]): ApiKeyScope[] {
  return scopes.filter((scope) => scope === "console" || (isScope(scope) && mayDo(role, `engine.${scope}`)));
}

/** The record may hold one that this version does not know, which then allows nothing. */
function isScope(scope: string): scope is EngineScope {
  return (ENGINE_SCOPES as readonly string[]).includes(scope);
}

function isEngineAction(action: string): boolean {
  return action.startsWith("engine.");
}

/** The account of the console's own instances, and of a key that names no other. */
export const MAIN_ACCOUNT = "main";

export const API_KEY_DAYS = { least: 1, most: 3650, usual: 90 } as const;

/** `POST /api/api-keys` */
export const createApiKeyRequestSchema = z
  .object({
    name: z
      .string({ error: "Name the key." })
      .check(
        z.trim(),
        z.minLength(1, { error: "Name the key." }),
        z.maxLength(80, { error: "Use at most 80 characters." }),
        storable,
      ),
    scopes: z
      .array(apiKeyScopeSchema, { error: "Choose at least one scope." })
      .check(z.minLength(1, { error: "Choose at least one scope." })),
    /** The most that it may do, as long as its maker's role includes it. */
    role: z._default(roleSchema, "operator"),
    /** Whose instances it sees and makes at the engine. */
    account: z._default(
      z
        .string()
        .check(
          z.trim(),
          z.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, { error: "Use small letters, digits, - and _, at most 63." }),
        ),
      MAIN_ACCOUNT,
    ),
    /** Null for a key that does not expire. */
    expiresInDays: z._default(
      z.nullable(
        z
          .int({ error: "Choose a number of days." })
          .check(
            z.minimum(API_KEY_DAYS.least, { error: "A key lives for a day at least." }),
            z.maximum(API_KEY_DAYS.most, { error: "A key lives for ten years at the most." }),
          ),
      ),
      API_KEY_DAYS.usual,
    ),
  })
  .check(
    z.refine(({ role, scopes }) => scopesWithin(role, scopes).length === scopes.length, {
      path: ["scopes"],
      error: "The role does not go that far: choose a higher one, or fewer scopes.",
    }),
  );
export type CreateApiKeyRequest = z.output<typeof createApiKeyRequestSchema>;
export type CreateApiKeyRequestInput = z.input<typeof createApiKeyRequestSchema>;

/** `ownerless`: whoever made it is no member any more, and it does nothing. */
export const API_KEY_STATES = ["active", "expired", "revoked", "ownerless"] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

/** A key as the console knows it. The key itself is not here: it is stored as a hash. */
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How the key begins. */
  prefix: z.string(),
  scopes: z.array(told(apiKeyScopeSchema)),
  role: told(roleSchema),
  account: z.string(),
  state: z.enum(API_KEY_STATES),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  /** To the minute. */
  lastUsedAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const listApiKeysAnswerSchema = z.object({ keys: z.array(apiKeySchema) });
export type ListApiKeysAnswer = z.infer<typeof listApiKeysAnswerSchema>;

/** `secret` is told once, here, and never again. */
export const createApiKeyAnswerSchema = z.object({ key: apiKeySchema, secret: z.string() });
export type CreateApiKeyAnswer = z.infer<typeof createApiKeyAnswerSchema>;

/** `DELETE /api/api-keys/{id}`: revokes it; the record stays. */
export const apiKeyIdParamsSchema = z.object({ id: z.uuid() });
export const apiKeyAnswerSchema = z.object({ key: apiKeySchema });
