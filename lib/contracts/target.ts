import * as z from "zod/mini";
import { connectionTypeSchema } from "./klavis/create-instance";
import { serverNameSchema, toldServerNameSchema } from "./server-name";
import { ALL_CATEGORIES } from "./terms/category";
import { told } from "./told";
import { isWebAddress } from "./web-address";

/** What an administrator can choose to stand behind a server. */
export const TARGET_KINDS = ["remote", "sandbox"] as const;

/** What does stand behind one: `builtin` is no choice, and `none` is where nothing was chosen and nothing is known. */
export const TARGET_STATES = ["remote", "builtin", "sandbox", "none"] as const;

/**
 * How the console is known to the vendor's authorization server: by an app that the operator made there, by registering
 * by itself, by no consent but a key, or not at all.
 */
export const TARGET_REGISTRATIONS = ["own-app", "automatic", "key", "none"] as const;

export const READINESS_VERDICTS = [
  "works",
  "needs-own-app",
  "callback-not-allowed",
  "takes-key",
  "unreachable",
  "unsafe",
] as const;

/** What came of renewing tokens: both, the access token alone, nothing for now, or nothing any more. */
export const REFRESH_OUTCOMES = ["rotated", "renewed", "kept", "refused"] as const;

const LONGEST = 2000;
const line = (error: string) =>
  z.string({ error }).check(z.trim(), z.minLength(1, { error }), z.maxLength(LONGEST, { error }));
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
/** Headers that the engine sets itself, or that would speak for somebody else. */
const RESERVED =
  /^(host|cookie|content-.*|transfer-encoding|connection|upgrade|te|trailer|origin|mcp-.*|x-forwarded-.*|forwarded)$/i;
/** What a header carries unchanged. */
const HEADER_VALUE = /^[\x20-\x7e]{0,2000}$/;

export const webAddressSchema = z
  .string({ error: "Give the address of the MCP server." })
  .check(
    z.trim(),
    z.maxLength(LONGEST, { error: "This address is too long." }),
    z.refine(isWebAddress, { error: "Give an http or https address, without a user, a password or a #." }),
  );

const headersSchema = z.record(z.string(), z.string()).check(
  z.refine((headers) => Object.keys(headers).length <= 20, { error: "No more than 20 headers." }),
  z.refine(
    (headers) => Object.keys(headers).every((name) => HEADER_NAME.test(name) && !RESERVED.test(name)),
    {
      error: "One of these headers has no valid name, or one that is set here.",
    },
  ),
  z.refine((headers) => Object.values(headers).every((value) => HEADER_VALUE.test(value)), {
    error: "A header's value is plain ASCII on one line.",
  }),
);

/** How a remote server is reached, and how this console gets in. */
export const targetFieldsSchema = z.object({
  transport: z.optional(connectionTypeSchema),
  registration: z.optional(z.enum(TARGET_REGISTRATIONS, { error: "Choose how this console is let in." })),
  clientId: z.optional(line("Give the client id.")),
  clientSecret: z.optional(z.nullable(line("Give the client secret."))),
  scopes: z.optional(z.array(z.string().check(z.regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/)))),
  headers: z.optional(z.nullable(headersSchema)),
  keyHeader: z.optional(
    z.string().check(
      z.regex(/^[A-Za-z0-9-]{1,100}: [\x20-\x7e]*\{key\}[\x20-\x7e]*$/, {
        error: "Write it as a header with {key} in it, such as Authorization: Token {key}.",
      }),
    ),
  ),
});

type Registered = Pick<z.infer<typeof targetFieldsSchema>, "registration" | "clientId">;

/** An app of one's own is known by its client id. */
export const ownAppHasId = <Form extends Registered>() =>
  z.refine<Form>(({ registration, clientId }) => registration !== "own-app" || clientId !== undefined, {
    error: "Give the client id of the app that you made at the vendor.",
    path: ["clientId"],
  });

/**
 * What stands behind a server from now on. Secrets are written and never read back: `clientSecret` and `headers` that
 * are left out stay as they were while the address stays, and `null` takes them away.
 */
export const targetFormSchema = z
  .extend(targetFieldsSchema, {
    kind: z.enum(TARGET_KINDS, { error: "Choose the vendor's server or the sandbox." }),
    url: z.optional(webAddressSchema),
  })
  .check(
    z.refine(({ kind, url }) => kind !== "remote" || url !== undefined, {
      error: "Give the address of the MCP server.",
      path: ["url"],
    }),
    ownAppHasId(),
  );
export type TargetForm = z.infer<typeof targetFormSchema>;

export const readinessSchema = z.object({
  verdict: z.enum(READINESS_VERDICTS),
  /** What was found, in sentences. */
  words: z.array(z.string()),
  testedAt: z.string(),
});
export type Readiness = z.infer<typeof readinessSchema>;

/** What stands behind a server, and what is known of it. */
export const targetSchema = z.object({
  serverName: toldServerNameSchema,
  state: z.enum(TARGET_STATES),
  /** Whether an administrator chose it; otherwise it is what the environment says. */
  chosen: z.boolean(),
  url: z.nullable(z.string()),
  transport: z.nullable(connectionTypeSchema),
  registration: z.nullable(z.enum(TARGET_REGISTRATIONS)),
  clientId: z.nullable(z.string()),
  hasClientSecret: z.boolean(),
  scopes: z.array(z.string()),
  /** The names of headers that are sent; their values are never read back. */
  headers: z.array(z.string()),
  keyHeader: z.nullable(z.string()),
  /** What is known of the vendor's own server, as a beginning for the form. */
  vendor: z.nullable(
    z.object({
      url: z.string(),
      needs: z.array(z.string()),
      ways: z.array(z.string()),
      proven: z.nullable(z.string()),
      preview: z.boolean(),
    }),
  ),
  readiness: z.nullable(readinessSchema),
  /** Of a server that the organisation added; null for those of the catalogue. */
  own: z.nullable(z.object({ category: told(z.enum(ALL_CATEGORIES)), hasIcon: z.boolean() })),
});
export type Target = z.infer<typeof targetSchema>;

export const targetParamsSchema = z.object({ server: serverNameSchema });

/** One server, and whose connections a change of its target touches. */
export const readTargetSchema = z.object({
  target: targetSchema,
  affected: z.object({
    count: z.int(),
    /** The first of them, by user. */
    instances: z.array(
      z.object({
        id: z.string(),
        userId: z.string(),
        platformName: z.string(),
        /** By an agent, in the last thirty days. */
        lastUsedAt: z.nullable(z.string()),
      }),
    ),
  }),
});

export type ReadTargetAnswer = z.infer<typeof readTargetSchema>;

/** All servers, and what is the same for each. */
export const targetListSchema = z.object({
  targets: z.array(targetSchema),
  /** What stands behind servers of which nothing was chosen, as `ENGINE_TARGETS` says. */
  defaultTarget: z.enum(["sandbox", "vendor"]),
  /** The redirect URI to paste at vendors. */
  redirectUri: z.string(),
});
export type TargetList = z.infer<typeof targetListSchema>;

export const targetTestSchema = z.object({
  /** Whether to register as a client with the real callback, where that is how clients become known. */
  register: z._default(z.boolean(), false),
});
