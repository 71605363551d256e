import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/server";

/** A comment as often, in milliseconds, so that nothing in between takes the stream for dead. */
const KEEP_ALIVE = 20_000;

/**
 * The server's side of HTTP+SSE (revision 2024-11-05) over web streams: messages go out as events of one stream that
 * stays open, and come in by `receive`, from requests of their own.
 */
export class SseTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  /** What the client reads; its first event names where messages are posted. */
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #keepAlive: NodeJS.Timeout | undefined;
  readonly #encoder = new TextEncoder();

  constructor(
    readonly sessionId: string,
    endpoint: string,
  ) {
    this.stream = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
        this.#write(`event: endpoint\ndata: ${endpoint}\n\n`);
        this.#keepAlive = setInterval(() => this.#write(": still here\n\n"), KEEP_ALIVE);
      },
      cancel: () => this.close(),
    });
  }

  async start(): Promise<void> {}

  receive(message: JSONRPCMessage): void {
    this.onmessage?.(message);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }

  async close(): Promise<void> {
    const controller = this.#controller;
    if (!controller) return;
    this.#controller = undefined;
    clearInterval(this.#keepAlive);
    try {
      controller.close();
    } catch {
      // The reader has cancelled the stream, which closes it too.
    }
    this.onclose?.();
  }

  #write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
  }
}
