import type * as z from "zod/mini";
import { isKept, replaceNumbers } from "@/lib/contracts/number";
import { isTooDeep } from "@/lib/contracts/text";

/** The answer is not what the endpoint is to send. The message says where, and quotes nothing from it. */
export class UnreadableAnswerError extends Error {
  override name = "UnreadableAnswerError";
}

/**
 * An endpoint's answer, parsed; what the schema does not name is dropped. `Content-Type` is not asked: JSON under
 * another label is JSON, and a page under the label of JSON is not. A number that JavaScript would round is read as the
 * text of its digits, since what a tool answers may be the id of a record.
 * @throws UnreadableAnswerError
 */
export function readAnswer<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> {
  if (isTooDeep(text)) throw new UnreadableAnswerError("it is nested too deep");
  let json: unknown;
  try {
    json = JSON.parse(replaceNumbers(text, (digits) => (isKept(digits) ? undefined : `"${digits}"`)));
  } catch {
    throw new UnreadableAnswerError("it is not JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = new Set(parsed.error.issues.map(({ path }) => path.join(".")).filter(Boolean));
  throw new UnreadableAnswerError(
    places.size > 0 ? `wrong in ${[...places].slice(0, 5).join(", ")}` : "it has another shape",
  );
}
