import type * as z from "zod/mini";
import type { Verb } from "../verb";
import { readJson } from "./body";
import type { Declared } from "./describe";
import { admit, endpoint, guardFor, type Handler, parse, queryOf } from "./endpoint";

type Declaration<Asked extends z.ZodMiniType, Input> = {
  /** What is asked for, and by its action who may: lines of CSV. */
  service: Verb<never, [input: Input], AsyncGenerator<string>>;
  /** What the query must be, or with `from: "body"` the JSON body. */
  asked: Asked;
  from?: "query" | "body";
  /** What the service is given. */
  input: (asked: z.output<Asked>) => Input;
  /** The file's name, without the date and the ending. */
  name: string;
  /** Which form of file is asked for; CSV where this is left out. */
  format?: (asked: z.output<Asked>) => FileFormat;
};

type FileFormat = "csv" | "jsonl";
const TYPES: Record<FileFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

/** A route that answers with a CSV file, sent as it is read. */
export function csv<Asked extends z.ZodMiniType, Input>(
  declaration: Omit<Declaration<Asked, Input>, "format">,
): Handler {
  return download(declaration);
}

/** A route that answers with a file of lines, sent as it is read. */
export function download<Asked extends z.ZodMiniType, Input>({
  service,
  asked,
  from = "query",
  input,
  name,
  format = () => "csv",
}: Declaration<Asked, Input>): Handler {
  const handler = endpoint({
    guard: guardFor(service),
    async act(exchange) {
      const { request, process } = exchange;
      const context = await admit(exchange, service);
      const parsed = parse(asked, from === "body" ? await readJson(request) : queryOf(request));
      const ending = format(parsed as z.output<Asked>);
      const lines = await service(context, input(parsed as z.output<Asked>));
      const file = `${name}-${new Date().toISOString().slice(0, 10)}.${ending}`;
      const onFailure = (error: unknown) =>
        process.log.error({ requestId: exchange.asked.id, err: error }, "a download broke off");
      return new Response(asStream(lines, onFailure), {
        headers: {
          "content-type": TYPES[ending],
          "content-disposition": `attachment; filename="${file}"`,
        },
      });
    },
  });
  const declared: Declared = { service, [from]: asked, answer: "csv" };
  return Object.assign(handler, { declared });
}

/** Characters that are sent at once: a line by itself costs more than it weighs. */
const PIECE = 16 * 1024;

/** What fails once the answer has begun can only break it off: a file that is cut short must not look whole. */
function asStream(
  lines: AsyncGenerator<string>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        let piece = "";
        let ended = false;
        while (piece.length < PIECE && !ended) {
          const { done = false, value = "" } = await lines.next();
          piece += value;
          ended = done;
        }
        if (piece !== "") controller.enqueue(encoder.encode(piece));
        if (ended) controller.close();
      } catch (error) {
        onFailure(error);
        controller.error(error);
      }
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
