import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { EngineScope } from "@/lib/contracts/api-key";
import { isStorable } from "@/lib/contracts/text";
import type { EngineEnv } from "../context";
import { InvalidRequest } from "./answers";

type Parts = { params: unknown; query: unknown; body: unknown };

/**
 * Answers an operation, and tells of it first where the key's uses of its scope are told of: what cannot be kept in the
 * record is not answered. What is refused is told of too, also where the key lacks the scope or the request is a misfit.
 * @param answer is given what takes a request that was understood, for what it names
 */
export async function tellUse<Answer>(
  c: Context<EngineEnv>,
  { id, scope }: { id: string; scope: EngineScope },
  answer: (understood: (request: Parts) => void) => Promise<Answer>,
): Promise<Answer> {
  const { key, requestId } = c.var;
  let request: Parts = { params: c.req.param(), query: undefined, body: undefined };
  const run = () =>
    answer((understood) => {
      request = understood;
    });
  if (!key.told.includes(scope)) return run();
  const tell = (status: number, answered?: unknown) =>
    key.tell({
      operation: id,
      ...namesIn({
        ...fields(answered),
        ...fields(request.query),
        ...fields(request.body),
        ...fields(request.params),
      }),
      status,
      requestId,
      headers: c.req.raw.headers,
    });
  const answered = await run().catch(async (error: unknown) => {
    await tell(statusOf(error));
    throw error;
  });
  await tell(200, answered);
  return answered;
}

function statusOf(error: unknown): number {
  if (error instanceof InvalidRequest) return 422;
  return error instanceof HTTPException ? error.status : 500;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function namesIn({ instanceId, instance_id, userId }: Record<string, unknown>) {
  const [instance, user] = [textOf(instanceId ?? instance_id), textOf(userId)];
  return { ...(instance && { instanceId: instance }), ...(user && { userId: user }) };
}

/** As much of a name as a record has room for. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && isStorable(value) ? value.slice(0, 512) : undefined;
}
