import { setTimeout as wait } from "node:timers/promises";
import {
  isInitializeRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  PROTOCOL_VERSION_META_KEY,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  StreamableHTTPClientTransport,
  type StreamableHTTPClientTransportOptions,
  type TransportSendOptions,
} from "@modelcontextprotocol/client";
import { type GuardedPost, type Posted, textOf } from "../../../egress/guarded-post";
import { markJson, markMessage, restoreMarks } from "../../exact-numbers";
import type { Fields } from "../port";
import { INTERNAL_ERROR } from "../rpc-error";
import { ANSWERS, type Authorized, asInstance } from "./authorized-fetch";
import { readEvents } from "./read-events";

/** What goes into a header as it is. Other names are written in another way, which is left to the SDK. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const REDIRECT = new Set([301, 302, 303, 307, 308]);
/** Milliseconds until a stream that broke off is asked for again, where its server does not say. */
const ASK_AGAIN = 1_000;

type Options = StreamableHTTPClientTransportOptions & { post: GuardedPost; authorized: Authorized };

/**
 * Streamable HTTP as the SDK speaks it, with a shorter way for requests: most of what a call of a tool costs is what the
 * web's fetch and the SDK's reading of its answer make of it. Handshakes, notifications, redirects and streams that broke
 * off go the SDK's way.
 */
export class Wire extends StreamableHTTPClientTransport {
  readonly #address: URL;
  readonly #post: GuardedPost;
  readonly #authorized: Authorized;
  readonly #underWay = new Set<() => void>();

  constructor(url: URL, { post, authorized, ...options }: Options) {
    super(url, options);
    this.#address = url;
    this.#post = post;
    this.#authorized = authorized;
  }

  override async send(message: JSONRPCMessage, options: TransportSendOptions = {}): Promise<void> {
    const headers = isPlainRequest(message, options) ? this.#headersFor(message) : undefined;
    if (!headers) return super.send(message, options);
    const { requestSignal } = options;
    const stops = new Set<() => void>();
    const stop = () => {
      for (const abort of stops) abort();
    };
    const over = () => {
      this.#underWay.delete(stop);
      requestSignal?.removeEventListener("abort", stop);
    };
    this.#underWay.add(stop);
    requestSignal?.addEventListener("abort", stop, { once: true });
    let reading: Promise<void> | undefined;
    try {
      const answer = await this.#ask(message, headers, stops);
      if (REDIRECT.has(answer.status)) {
        await answer.discard();
        return await super.send(message, options);
      }
      ({ reading } = await this.#take(answer, message as JSONRPCRequest, options));
    } catch (error) {
      if (!requestSignal?.aborted) this.onerror?.(error as Error);
      throw error;
    } finally {
      if (reading) void reading.finally(over);
      else over();
    }
  }

  override async close(): Promise<void> {
    for (const stop of this.#underWay) stop();
    await super.close();
  }

  #ask(message: JSONRPCMessage, headers: Record<string, string>, stops: Set<() => void>): Promise<Posted> {
    // With the id of what was asked of us as its asker wrote it.
    const body = restoreMarks(JSON.stringify(message));
    return asInstance(
      this.#authorized,
      this.#address,
      (more) =>
        this.#post(this.#address, { headers: { ...headers, ...more }, body, limits: ANSWERS }, (abort) =>
          stops.add(abort),
        ),
      (answer) => answer.discard(),
    );
  }

  /** Hands on what an answer says; a stream is read on, for whoever waits for its end. */
  async #take(
    answer: Posted,
    request: JSONRPCRequest,
    options: TransportSendOptions,
  ): Promise<{ reading?: Promise<void> }> {
    const { status } = answer;
    const type = answer.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (status < 200 || status > 299) {
      const text = await textOf(answer.body);
      const refusal = status === 400 && versionOf(request) ? answerIn(text, request) : undefined;
      if (!refusal) throw httpError(status, text);
      this.onmessage?.(refusal);
    } else if (status === 202) {
      await answer.discard();
    } else if (type === "text/event-stream") {
      return { reading: this.#readStream(answer, request, options) };
    } else if (type === "application/json") {
      const said: unknown = JSON.parse(markJson(await textOf(answer.body)));
      for (const message of Array.isArray(said) ? said : [said]) this.onmessage?.(checked(message));
    } else {
      await answer.discard();
      throw new SdkError(SdkErrorCode.ClientHttpUnexpectedContent, `Unexpected content type: ${type}`);
    }
    return {};
  }

  async #readStream(answer: Posted, request: JSONRPCRequest, options: TransportSendOptions): Promise<void> {
    let [answered, lastId, pause]: [boolean, string | undefined, number] = [false, undefined, ASK_AGAIN];
    const onRetry = (milliseconds: number) => {
      pause = milliseconds;
    };
    try {
      for await (const { name, data, id } of readEvents(answer.body, onRetry)) {
        lastId = id ?? lastId;
        if (data === "" || name !== "message") continue;
        try {
          const message = checked(JSON.parse(markMessage(data)));
          answered ||= !("method" in message);
          this.onmessage?.(message);
        } catch (error) {
          this.onerror?.(error as Error);
        }
      }
    } catch (error) {
      this.onerror?.(error as Error);
    }
    if (answered || options.requestSignal?.aborted) return;
    if (lastId === undefined) return this.#giveUp(request);
    await wait(pause, undefined, { ref: false });
    if (options.requestSignal?.aborted) return;
    await super.send(request, { ...options, resumptionToken: lastId }).catch(() => this.#giveUp(request));
  }

  /** Answers what nobody answers any more, which would be waited for in vain. */
  #giveUp({ id }: JSONRPCRequest): void {
    const message = "The answer broke off. Whether it was done is not known.";
    this.onmessage?.({ jsonrpc: "2.0", id, error: { code: INTERNAL_ERROR, message } });
  }

  /** Undefined where the SDK has to write them. */
  #headersFor(request: JSONRPCRequest): Record<string, string> | undefined {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    if (this.sessionId !== undefined) headers["mcp-session-id"] = this.sessionId;
    if (this.protocolVersion !== undefined) headers["mcp-protocol-version"] = this.protocolVersion;
    const version = versionOf(request);
    if (version === undefined) return headers;
    headers["mcp-protocol-version"] = version;
    headers["mcp-method"] = request.method;
    if (!NAMED.has(request.method)) return headers;
    const { name, uri } = request.params as Fields;
    const named = request.method === "resources/read" ? uri : name;
    if (typeof named !== "string" || !PLAIN.test(named) || named.startsWith("=?")) return undefined;
    return { ...headers, "mcp-name": named };
  }
}

/** What in this revision is named in a header. */
const NAMED = new Set(["tools/call", "prompts/get", "resources/read"]);

function isPlainRequest(message: JSONRPCMessage, options: TransportSendOptions): message is JSONRPCRequest {
  return (
    "method" in message &&
    "id" in message &&
    options.resumptionToken === undefined &&
    options.headers === undefined &&
    message.method !== "server/discover" &&
    !isInitializeRequest(message)
  );
}

/** The revision that a request of 2026-07-28 names. */
function versionOf({ params }: JSONRPCRequest): string | undefined {
  const version = (params?._meta as Fields | undefined)?.[PROTOCOL_VERSION_META_KEY];
  return typeof version === "string" ? version : undefined;
}

/** The error that a server answers a request with; undefined where it says something else. */
function answerIn(text: string, { id }: JSONRPCRequest): JSONRPCMessage | undefined {
  try {
    const message = checked(JSON.parse(markJson(text)));
    return "error" in message && message.id === id ? message : undefined;
  } catch {
    return undefined;
  }
}

function httpError(status: number, text: string): SdkHttpError {
  return new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, `HTTP ${status}`, {
    ...{ status, statusText: "", text },
  });
}

/** @throws Error for what is no message of JSON-RPC; what stands in one is looked at by whoever takes it */
function checked(message: unknown): JSONRPCMessage {
  const { jsonrpc, method, id, result, error } = (message ?? {}) as Fields;
  const isAnswer =
    (typeof id === "string" || typeof id === "number") && (isObject(result) || isObject(error));
  if (jsonrpc === "2.0" && (typeof method === "string" || isAnswer)) return message as JSONRPCMessage;
  throw new Error("The answer is no message of JSON-RPC");
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
