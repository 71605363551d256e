import * as z from "zod/mini";
import { isTooDeep } from "@/lib/contracts/text";
import { withoutSecrets } from "./redaction";

/** What an upstream holds against a request. */
export type Rejection = {
  /** Messages by field of the request. */
  fields: Record<string, string[]>;
  /** Messages that belong to no field. */
  others: string[];
};

const MOST_MESSAGES = 10;
const LONGEST_MESSAGE = 200;

// Of FastAPI's error bodies, no more than is used here; an entry without these is passed over, not held against the rest.
const entrySchema = z.object({
  loc: z.optional(z.array(z.union([z.string(), z.number()]))),
  msg: z.string(),
});
const bodySchema = z.object({
  detail: z.optional(z.union([z.string(), z.array(z.unknown())])),
  message: z.optional(z.string()),
});

/**
 * Reads the body of a 4xx answer: `detail` as a list (`HTTPValidationError` of the contract) or as a text, or
 * `message`. A body of another kind says nothing; HTML never comes through.
 * @param secrets texts that the upstream may echo and nobody is to see
 */
export function readRejection(text: string, secrets: readonly string[]): Rejection {
  const fields = new Map<string, string[]>();
  const others: string[] = [];
  const body = bodySchema.safeParse(parseJson(text)).data;
  const said = Array.isArray(body?.detail) ? body.detail : [{ msg: body?.detail ?? body?.message }];
  for (const candidate of said.slice(0, MOST_MESSAGES)) {
    const entry = entrySchema.safeParse(candidate).data;
    const message = sanitizeMessage(entry?.msg, secrets);
    if (!message) continue;
    const field = sanitizeMessage(fieldOf(entry?.loc), secrets);
    if (field) fields.set(field, [...(fields.get(field) ?? []), message]);
    else others.push(message);
  }
  return { fields: Object.fromEntries(fields), others };
}

/** The last name in a `loc` that points into the body: `["body", "authData", "token"]` is about `token`. */
function fieldOf(loc: readonly (string | number)[] = []): string | undefined {
  if (loc[0] !== "body") return undefined;
  return loc.slice(1).findLast((segment) => typeof segment === "string");
}

/** One short line without secrets; empty where the message is markup. */
export function sanitizeMessage(message: string | null | undefined, secrets: readonly string[]): string {
  if (!message || /<[a-z!/]/i.test(message)) return "";
  const line = withoutSecrets(message, secrets)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
