/** One of the events of a stream, as far as MCP uses them. */
export type StreamEvent = { name: string; data: string; id?: string };

const END_OF_LINE = /\r\n|\n|\r/;

/**
 * The events of a body (https://html.spec.whatwg.org/multipage/server-sent-events.html), each as soon as it is whole.
 * @param onRetry told of the milliseconds after which a stream that ends is to be asked for again
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  onRetry: (milliseconds: number) => void,
): AsyncGenerator<StreamEvent> {
  let [name, data, id]: [string, string[], string | undefined] = ["message", [], undefined];
  for await (const line of linesOf(body)) {
    if (line === "") {
      if (data.length > 0 || id !== undefined) {
        yield { name, data: data.join("\n"), ...(id !== undefined && { id }) };
      }
      [name, data, id] = ["message", [], undefined];
      continue;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value));
  }
}

/** The lines that a line end closes. */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // In parts, of which only the newest is looked through: a stranger's line may be long.
  let [parts, held]: [string[], string] = [[], ""];
  for await (const chunk of body) {
    const text = held + decoder.decode(chunk, { stream: true });
    // The second half of one line end may come with the next chunk.
    held = text.endsWith("\r") ? "\r" : "";
    const ended = (held ? text.slice(0, -1) : text).split(END_OF_LINE);
    const rest = ended.pop() ?? "";
    for (const end of ended) {
      yield parts.join("") + end;
      parts = [];
    }
    parts.push(rest);
  }
  if (held) yield parts.join("");
}
