import * as z from "zod/mini";
import { credentialFateSchema } from "./credential-fate";
import { newIdSchema } from "./identifier";
import { connectionTypeSchema, createServerRequestSchema } from "./klavis/create-instance";
import { ownServerSchema } from "./server";
import { type ServerName, serverNameSchema, toldServerNameSchema } from "./server-name";
import { instanceStatusSchema } from "./status";
import { SIGN_IN_KINDS } from "./terms/sign-in";
import { told } from "./told";
import { upstreamIdSchema } from "./upstream";

/**
 * `POST /api/instances`: the contract's fields and an optional `upstream`. The console is stricter than the contract
 * where a slip of the hand would make a second person: white space around an id is dropped.
 */
export const createInstanceRequestSchema = z.extend(createServerRequestSchema, {
  userId: newIdSchema({
    wrong: "Name the user this server is for.",
    missing: "Name the user this server is for.",
  }),
  platformName: z.optional(
    z.nullable(
      newIdSchema({
        wrong: "The platform name is a text.",
        missing: "Leave the platform out, or name it.",
      }),
    ),
  ),
  /** Of the catalogue, or one that the organisation added to an engine of its own. */
  serverName: z.pipe(
    z
      .string({
        error: (issue) => (issue.input == null ? "Choose a server." : "Not a text."),
      })
      .check(z.refine((name) => name.trim() !== "", { error: "Choose a server." })),
    serverNameSchema,
  ),
  upstream: z.optional(upstreamIdSchema),
});
export type CreateInstanceRequestInput = z.input<typeof createInstanceRequestSchema>;
export type CreateInstanceRequest = z.output<typeof createInstanceRequestSchema>;
/** What is asked of an upstream, which may have servers that the form does not offer. */
export type NewInstance = Omit<CreateInstanceRequest, "serverName" | "upstream"> & { serverName: ServerName };

/** An instance as the browser sees it: the URL is a credential, so only its masked form is here. */
export const instanceSchema = z.object({
  id: z.string(),
  upstream: told(upstreamIdSchema),
  /** The upstream's id of the instance (`instanceId` of the contract). */
  instanceId: z.string(),
  serverName: toldServerNameSchema,
  userId: z.string(),
  platformName: z.nullable(z.string()),
  connectionType: told(connectionTypeSchema),
  legacy: z.boolean(),
  isReadOnly: z.boolean(),
  /** How its account is let in. */
  signIn: told(z.enum(SIGN_IN_KINDS)),
  maskedUrl: z.string(),
  status: told(instanceStatusSchema),
  /** ISO 8601; when the upstream last said so. Null where it was never asked. */
  statusCheckedAt: z.nullable(z.string()),
  /** The upstream does not know it any more: somebody deleted it there. */
  missing: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const createInstanceAnswerSchema = z.object({
  instance: instanceSchema,
  /** False where the same upstream, server, user and platform had an instance already; its settings were kept. */
  created: z.boolean(),
});
export type CreateInstanceAnswer = z.infer<typeof createInstanceAnswerSchema>;

export const instanceIdParamsSchema = z.object({ id: z.uuid() });

/** `PATCH /api/instances/{id}` */
export const updateInstanceFormSchema = z.object({ isReadOnly: z.boolean({ error: "Yes or no." }) });
export type UpdateInstanceForm = z.infer<typeof updateInstanceFormSchema>;

export const instanceAnswerSchema = z.object({ instance: instanceSchema });
export type InstanceAnswer = z.infer<typeof instanceAnswerSchema>;

/** `DELETE /api/instances/{id}/authorization` */
export const deauthorizedSchema = z.extend(instanceAnswerSchema, { credential: credentialFateSchema });
export type DeauthorizedAnswer = z.infer<typeof deauthorizedSchema>;

/** `DELETE /api/instances/{id}` */
export const deletedSchema = z.object({
  deleted: z.literal(true),
  /** Whether it was there to be deleted: another account's key finds nothing, and its URL may go on working. */
  knownUpstream: z.boolean(),
});
export type DeletedAnswer = z.infer<typeof deletedSchema>;

/** `POST /api/instances/{id}/reveal` */
export const revealAnswerSchema = z.object({ serverUrl: z.string() });
export type RevealAnswer = z.infer<typeof revealAnswerSchema>;

/** `GET /api/suggestions`: what the create form offers before anything is typed. */
export const suggestionsSchema = z.object({
  /** Known user ids, the latest used first. */
  userIds: z.array(z.string()),
  platformNames: z.array(z.string()),
  /** Who created what there is, the latest first. */
  creators: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The servers that this operator created last, the latest first. */
  recentServers: z.array(toldServerNameSchema),
  /** What the organisation added to the catalogue, for instances of the embedded engine. */
  ownServers: z.array(ownServerSchema),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;
