/** In which form a caller takes answers: as one JSON document, or as a stream of events, which all may answer in. */
export type AnswerForm = "json" | "stream";

/**
 * The specification asks clients to take both forms, and not all of them say so: JSON is answered to who asks for JSON
 * alone, or for anything. Undefined where neither is taken.
 */
export function answerForm(accept: string | null): AnswerForm | undefined {
  if (typesOf(accept).includes("text/event-stream")) return "stream";
  return takesJson(accept) ? "json" : undefined;
}

/** Whether a caller takes an answer as one JSON document, whatever else it takes. */
export function takesJson(accept: string | null): boolean {
  return typesOf(accept).some(
    (type) => type === "*/*" || type === "application/*" || type === "application/json",
  );
}

function typesOf(accept: string | null): (string | undefined)[] {
  return (accept ?? "*/*").split(",").map((type) => type.split(";")[0]?.trim().toLowerCase());
}
