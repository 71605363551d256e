/** In which form a caller takes answers: as one JSON document, or as a stream of events, which all may answer in. */
export type AnswerForm = "json" | "stream";

/**
 * The specification asks clients to take both forms, and not all of them say so: JSON is answered to who asks for JSON
 * alone, or for anything. Undefined where neither is taken.
 */
export function answerForm(accept: string | null): AnswerForm | undefined {
  const types = (accept ?? "*/*").split(",").map((type) => type.split(";")[0]?.trim().toLowerCase());
  if (types.includes("text/event-stream")) return "stream";
  const takesJson = types.some(
    (type) => type === "*/*" || type === "application/*" || type === "application/json",
  );
  return takesJson ? "json" : undefined;
}
