import * as z from "zod/mini";
import { newIdSchema } from "./identifier";
import { createInstanceRequestSchema, instanceSchema } from "./instance";
import { MOST_BY_ID } from "./instance-search";
import { connectionTypeSchema } from "./klavis/create-instance";
import { serverNameSchema } from "./server-name";
import { upstreamIdSchema } from "./upstream";

/** So many instances are created by one job, since so many are chosen by their ids afterwards. */
export const CREATE_AT_ONCE = MOST_BY_ID;

/** No more names than there are servers. */
const MOST_SERVERS = 100;

/** `POST /api/instances/bulk`: each of the servers for each of the users. What is chosen is a bundle, or servers. */
export const createManyRequestSchema = z.object({
  serverNames: z.optional(
    z
      .array(createInstanceRequestSchema.shape.serverName, { error: "Choose at least one server." })
      .check(
        z.minLength(1, { error: "Choose at least one server." }),
        z.maxLength(MOST_SERVERS, { error: `Choose at most ${MOST_SERVERS} servers.` }),
      ),
  ),
  /** Its servers are made, and read-only where it says so. */
  bundleId: z.optional(z.uuid()),
  userIds: z
    .array(newIdSchema({ wrong: "Name the users.", missing: "A user has no name." }), {
      error: "Name at least one user.",
    })
    .check(
      z.minLength(1, { error: "Name at least one user." }),
      z.maxLength(CREATE_AT_ONCE, { error: `Name at most ${CREATE_AT_ONCE} users.` }),
    ),
  platformName: z.optional(
    z.nullable(
      newIdSchema({
        wrong: "The platform name is a text.",
        missing: "Leave the platform out, or name it.",
      }),
    ),
  ),
  connectionType: z._default(connectionTypeSchema, "StreamableHttp"),
  isReadOnly: z._default(z.boolean({ error: "Yes or no." }), false),
  upstream: z.optional(upstreamIdSchema),
});
export type CreateManyRequest = z.output<typeof createManyRequestSchema>;
export type CreateManyRequestInput = z.input<typeof createManyRequestSchema>;

/** `POST /api/instances/bulk/preview`: what would be made, and what of it there is. */
export const createManyPreviewSchema = z.object({
  serverNames: z.array(serverNameSchema),
  userIds: z.array(z.string()),
  isReadOnly: z.boolean(),
  /** How many instances that makes, with those that are there. */
  total: z.int(),
  /** Those that are there already; they keep their settings. */
  existing: z.array(instanceSchema),
  /** Users who are new, and look like somebody who is there or like another of these: most likely the same person. */
  alike: z.array(z.object({ userId: z.string(), like: z.string() })),
});
export type CreateManyPreview = z.infer<typeof createManyPreviewSchema>;

/** `POST /api/instances/reveal`: the server URLs of several as a file. */
export const revealManyRequestSchema = z.object({
  instanceIds: z
    .array(z.uuid())
    .check(
      z.minLength(1, { error: "Choose at least one instance." }),
      z.maxLength(MOST_BY_ID, { error: `Choose at most ${MOST_BY_ID} instances.` }),
    ),
});
