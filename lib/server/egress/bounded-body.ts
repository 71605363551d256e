import type { Response as Answer } from "undici";
import { EgressError } from "./egress-error";
import { explainFailure } from "./failure";
import type { Limits } from "./limits";

/** Encodings are undone while reading, and what is undone is no longer true of the body. */
const UNDONE = ["content-encoding", "content-length"];

/**
 * An answer whose body ends where a limit does.
 * @param ending aborted where a limit is passed
 * @param over called once, when nothing more will come
 */
export function boundedBody(
  answer: Answer,
  limits: Limits,
  ending: AbortController,
  over: () => void,
): Response {
  const headers = new Headers([...answer.headers]);
  const { status, statusText } = answer;
  if (!answer.body) {
    over();
    return new Response(null, { status, statusText, headers });
  }
  for (const name of UNDONE) headers.delete(name);
  const reader = answer.body.getReader();
  let size = 0;
  const stop = (fault: "timed-out" | "too-large", message: string) =>
    ending.abort(new EgressError(fault, message));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const idle = setTimeout(() => stop("timed-out", "The answer stopped in the middle."), limits.idle);
      try {
        const { done, value } = await reader.read();
        if (done) {
          over();
          controller.close();
          return;
        }
        size += value.byteLength;
        if (size > limits.bytes) stop("too-large", `The answer is longer than ${limits.bytes} bytes.`);
        ending.signal.throwIfAborted();
        controller.enqueue(value);
      } catch (error) {
        over();
        void reader.cancel().catch(() => undefined);
        controller.error(explainFailure(ending.signal.aborted ? ending.signal.reason : error));
      } finally {
        clearTimeout(idle);
      }
    },
    async cancel(reason) {
      over();
      ending.abort(reason);
      await reader.cancel(reason).catch(() => undefined);
    },
  });
  return new Response(body, { status, statusText, headers });
}
