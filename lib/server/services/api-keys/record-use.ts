import { recordAudit } from "../../audit/record";
import type { Actor } from "../../context";
import type { Database } from "../../db/client";

/** The key with which the console itself asks its engine, and which `ENGINE_API_KEY` may name. */
export const FIRST_KEY: Actor = { kind: "apiKey", id: "engine-api-key", name: "ENGINE_API_KEY", email: null };

type Use = {
  operation: string;
  instanceId?: string;
  userId?: string;
  status: number;
  requestId: string;
};

/** Keeps in the record that a key called the engine's API for more than to read. */
export async function recordKeyUse(
  db: Database,
  caller: Actor,
  { operation, instanceId, userId, status, requestId }: Use,
  address: string | null,
): Promise<void> {
  await recordAudit(
    db,
    { caller, request: { id: requestId, address } },
    {
      action: "api-key.use",
      subject: caller.id,
      outcome: status < 400 ? "succeeded" : status < 500 ? "refused" : "failed",
      details: { operation, instanceId, userId, status },
    },
  );
}
