import * as z from "zod/mini";
import type { ValidationError } from "@/lib/contracts/klavis/create-instance";
import { describeIssue, type RequestPart } from "./fastapi-errors";

/** A request that does not fit its schema; answered as 422 with these under `detail`. */
export class InvalidRequest extends Error {
  override name = "InvalidRequest";
  constructor(readonly detail: ValidationError[]) {
    super("the request does not fit its schema");
  }
}

type ParseOptions = {
  /** Whether errors may repeat what was sent. Off for bodies that hold a secret. */
  echo?: boolean;
};

/**
 * The request's JSON, understood by a schema of the contract.
 * @throws InvalidRequest
 */
export async function readBody<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  options?: ParseOptions,
): Promise<z.output<Schema>> {
  const text = await request.text();
  if (text === "") {
    throw new InvalidRequest([{ loc: ["body"], msg: "Field required", type: "missing", input: null }]);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InvalidRequest([
      {
        loc: ["body"],
        msg: "JSON decode error",
        type: "json_invalid",
        input: {},
        ctx: { error: "Not JSON" },
      },
    ]);
  }
  return parsePart("body", body, schema, options);
}

/**
 * One part of a request, understood by a schema.
 * @throws InvalidRequest
 */
export function parsePart<Schema extends z.ZodMiniType>(
  part: RequestPart,
  value: unknown,
  schema: Schema,
  { echo = true }: ParseOptions = {},
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues.flatMap((issue) => describeIssue(issue, part, value));
  throw new InvalidRequest(echo ? detail : detail.map(({ input: _, ...rest }) => rest));
}

/**
 * An instance's id out of a path. Any UUID will do, of whatever version: one that nobody has is for 404, not 422.
 * @throws InvalidRequest
 */
export function parseInstanceId(id: string): string {
  if (isUuid(id)) return id;
  const error = "the text is not a UUID";
  throw new InvalidRequest([
    {
      loc: ["path", "instanceId"],
      msg: `Input should be a valid UUID, ${error}`,
      type: "uuid_parsing",
      input: id,
      ctx: { error },
    },
  ]);
}

const uuidSchema = z.guid();
export function isUuid(text: string): boolean {
  return uuidSchema.safeParse(text).success;
}
