import { isKept, replaceNumbers } from "@/lib/contracts/number";

/**
 * Numbers of many digits on their way from a vendor to whoever called, through libraries that count in doubles: an id
 * that ends in another digit is another record's. They travel as texts behind a mark, and leave as they came.
 */

/** Of a block that Unicode leaves to private use: no text begins with it by chance. */
const MARK = "\uE000\uE0D1";
const MARKED = new RegExp(`^${MARK}(-?\\d[\\d.eE+-]*)$`);
const MARKED_IN_JSON = new RegExp(`"${MARK}(-?\\d[\\d.eE+-]*)"`, "g");

/** Quicker than looking at each number: what has neither so many digits nor an exponent is kept. */
const MAY_BE_ROUNDED = /[\d.]{16}|\d[eE][+-]?\d/;

/** Whether any number was marked since the process began. Until then nothing needs to be looked through. */
let hasMarked = false;

/** A vendor's answer with marks in place of the numbers that would be rounded. */
export async function markNumbers(response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body) return response;
  if (type.startsWith("text/event-stream")) return withBody(response, byLine(response.body, markLine));
  if (!type.startsWith("application/json")) return response;
  const text = await response.text();
  return withBody(response, marked(text));
}

/** An answer of the engine with the numbers as they came. */
export async function restoreNumbers(response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body) return response;
  // A stream that is open may be told a number later.
  if (type.startsWith("text/event-stream")) {
    return withBody(
      response,
      byLine(response.body, (line) => (hasMarked ? restored(line) : line)),
    );
  }
  if (!hasMarked || !type.startsWith("application/json")) return response;
  return withBody(response, restored(await response.text()));
}

/** The same value with each marked number as JavaScript writes it. */
export function roundMarked(value: string): string | number {
  const [, digits] = MARKED.exec(value) ?? [];
  return digits === undefined ? value : Number(digits);
}

function marked(json: string): string {
  if (!MAY_BE_ROUNDED.test(json)) return json;
  return replaceNumbers(json, (digits) => {
    if (isKept(digits)) return undefined;
    hasMarked = true;
    return `"${MARK}${digits}"`;
  });
}

function restored(json: string): string {
  return json.replace(MARKED_IN_JSON, "$1");
}

/** A line of an event (https://html.spec.whatwg.org/multipage/server-sent-events.html); ids of events stay as they are. */
function markLine(line: string): string {
  return line.startsWith("data:") ? `data:${marked(line.slice("data:".length))}` : line;
}

const LINE = /[^\r\n]+/g;

/** No line of an event is cut, and each is handed on once it is whole. Who stops reading stops the source. */
function byLine(
  source: ReadableStream<Uint8Array>,
  change: (line: string) => string,
): ReadableStream<Uint8Array> {
  const [decoder, encoder, reader] = [new TextDecoder(), new TextEncoder(), source.getReader()];
  let rest = "";
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const { done, value } = await reader.read();
        const text = rest + decoder.decode(value, { stream: !done });
        const end = done ? text.length : Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
        rest = text.slice(end);
        if (end > 0) controller.enqueue(encoder.encode(text.slice(0, end).replace(LINE, change)));
        if (done) return controller.close();
        if (end > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function withBody(response: Response, body: BodyInit): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const { status, statusText, url } = response;
  // A made Response has no address of its own.
  return Object.defineProperty(new Response(body, { status, statusText, headers }), "url", { value: url });
}
