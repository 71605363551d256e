import * as z from "zod/mini";
import { recordedIdSchema } from "./identifier";
import { serverNameSchema, toldServerNameSchema } from "./server-name";
import { told } from "./told";
import { upstreamIdSchema } from "./upstream";

/** One URL holds so many servers at the most. */
export const COMBINED_SERVERS = 50;

/** `POST /api/combined-urls`: one URL for several servers that a user has. */
export const createCombinedUrlRequestSchema = z.object({
  userId: recordedIdSchema,
  upstream: upstreamIdSchema,
  serverNames: z
    .array(serverNameSchema, { error: "Choose at least two servers." })
    .check(
      z.minLength(2, { error: "Choose at least two servers." }),
      z.maxLength(COMBINED_SERVERS, { error: `Choose at most ${COMBINED_SERVERS} servers.` }),
    ),
});
export type CreateCombinedUrlRequest = z.output<typeof createCombinedUrlRequestSchema>;

/** Behind it an agent finds the tools of all of these by searching. */
export const combinedUrlSchema = z.object({
  id: z.string(),
  upstream: told(upstreamIdSchema),
  serverNames: z.array(toldServerNameSchema),
  /** Where it leads, and nothing of what opens it. */
  maskedUrl: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type CombinedUrl = z.infer<typeof combinedUrlSchema>;

export const combinedUrlAnswerSchema = z.object({
  combinedUrl: combinedUrlSchema,
  /** Whether it was new. */
  created: z.boolean(),
});
export type CombinedUrlAnswer = z.infer<typeof combinedUrlAnswerSchema>;

export const combinedUrlIdParamsSchema = z.object({ id: z.uuid() });
export const revealedCombinedUrlSchema = z.object({ serverUrl: z.string() });
export const removedCombinedUrlSchema = z.object({
  removed: z.literal(true),
  /** Whether it was there: another account's key finds nothing, and the URL may go on working. */
  knownUpstream: z.boolean(),
});
export type RemovedCombinedUrl = z.infer<typeof removedCombinedUrlSchema>;
