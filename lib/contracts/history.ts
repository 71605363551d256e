import * as z from "zod/mini";
import type { ServerName } from "./server-name";
import { told } from "./told";

/** How something that was done ended. */
export const OUTCOMES = ["succeeded", "refused", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `GET /api/instances/{id}/history`: what was done to an instance, the latest first. */
export const historyAnswerSchema = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actor: z.string(),
      action: z.string(),
      outcome: told(z.enum(OUTCOMES)),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type History = z.infer<typeof historyAnswerSchema>;

/** An instance that is deleted: what it was, and who deleted it when. */
export type DeletedInstance = {
  id: string;
  serverName: ServerName;
  userId: string;
  platformName: string | null;
  deletedAt: string;
  deletedBy: string;
};
