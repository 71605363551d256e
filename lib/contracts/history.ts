import * as z from "zod/mini";

/** `GET /api/instances/{id}/history`: what was done to an instance, the latest first. */
export const historyAnswerSchema = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actor: z.string(),
      action: z.string(),
      outcome: z.enum(["succeeded", "refused", "failed"]),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type History = z.infer<typeof historyAnswerSchema>;
