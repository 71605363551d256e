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
  if (type.startsWith("text/event-stream")) return withBody(response, byEvent(response.body, markEvent));
  if (!type.startsWith("application/json")) return response;
  return withBody(response, markJson(await response.text()));
}

/** An answer of the engine with the numbers as they came. */
export async function restoreNumbers(response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body) return response;
  // A stream that is open may be told a number later.
  if (type.startsWith("text/event-stream")) {
    return withBody(response, byEvent(response.body, restoreMarks));
  }
  if (!hasMarked || !type.startsWith("application/json")) return response;
  return withBody(response, restoreMarks(await response.text()));
}

/** A JSON text with the numbers as they came. */
export function restoreMarks(json: string): string {
  return hasMarked ? json.replace(MARKED_IN_JSON, "$1") : json;
}

/** The same value with each marked number as JavaScript writes it. */
export function roundMarked(value: string): string | number {
  const [, digits] = MARKED.exec(value) ?? [];
  return digits === undefined ? value : Number(digits);
}

/** A vendor's JSON text with marks in place of the numbers that would be rounded. */
export function markJson(json: string): string {
  if (!MAY_BE_ROUNDED.test(json)) return json;
  return replaceNumbers(json, (digits) => {
    if (isKept(digits)) return undefined;
    hasMarked = true;
    return `"${MARK}${digits}"`;
  });
}

/** The same of a message that a vendor tells while it works. */
export function markMessage(json: string): string {
  return PROGRESS.test(json) ? json : markJson(json);
}

/** An event of JSON. HTTP+SSE begins with one that names an address, of which digits are no numbers. */
const JSON_EVENT = /(?:^|[\r\n])data: ?[{[]/;
/** What is told while a call runs, whose figures the SDK takes as numbers alone. */
const PROGRESS = /"method"\s*:\s*"notifications\/progress"/;
const DATA = /(?:^|[\r\n])data:[^\r\n]*/g;

/** An event of a vendor (https://html.spec.whatwg.org/multipage/server-sent-events.html); its id stays as it is. */
function markEvent(event: string): string {
  return JSON_EVENT.test(event) && !PROGRESS.test(event) ? event.replace(DATA, markJson) : event;
}

const EVENT = /(?:[^\r\n]+(?:\r\n?|\n|$))+/g;
const UP_TO_BLANK_LINE = /^.*(?:\n\n|\r\r|\n\r)/s;

/** No event is cut, and each is handed on once it is whole. Who stops reading stops the source. */
function byEvent(
  source: ReadableStream<Uint8Array>,
  change: (event: string) => string,
): ReadableStream<Uint8Array> {
  const [decoder, encoder, reader] = [new TextDecoder(), new TextEncoder(), source.getReader()];
  // In parts, of which only the newest is looked through: a stranger's event may be long.
  let [parts, last]: [string[], string] = [[], ""];
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const { done, value } = await reader.read();
        const text = decoder.decode(value, { stream: !done });
        const whole = UP_TO_BLANK_LINE.exec(last + text)?.[0].length ?? 0;
        const end = done ? text.length : Math.max(whole - last.length, 0);
        parts.push(text.slice(0, end));
        if (end > 0 || done) controller.enqueue(encoder.encode(parts.join("").replace(EVENT, change)));
        if (end > 0) parts = [];
        parts.push(text.slice(end));
        last = text.at(-1) ?? last;
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
