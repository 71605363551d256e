import { HTTPError, TimeoutError } from "ky";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { PatchbayError } from "../../errors";
import { networkCode } from "../network-error";
import { TooLongQueueError } from "../pace";
import { TooLongAnswerError } from "../whole-answer";
import { explain } from "./explanation";
import type { Operation } from "./operation";
import { withoutSecrets } from "./redaction";

/** What is to be known of a call in order to tell how it failed. */
export type FailedCall = {
  upstream: UpstreamId;
  operation: Operation;
  /** Milliseconds that each try had. */
  timeout: number;
  /** Texts that no message, cause or log may hold. */
  secrets: readonly string[];
  /** Whether a try was sent, and its answer did not say that nothing was done. */
  doubtful: boolean;
  signal: AbortSignal | undefined;
};

/** Whether another try may end better: the upstream was busy or down, and did not refuse what was asked. */
export function isTransient(error: Error): boolean {
  if (error instanceof HTTPError) return error.response.status === 429 || error.response.status >= 500;
  const final = [TimeoutError, TooLongQueueError, TooLongAnswerError];
  return !final.some((kind) => error instanceof kind);
}

/** A failed call, told to the operator: what happened, whether anything was changed, and what to do. */
export async function toPatchbayError(error: unknown, call: FailedCall): Promise<PatchbayError> {
  const { code, happened, again, advice, ...extensions } = await explain(error, call);
  const { change } = call.operation;
  const doubtful = change !== undefined && call.doubtful;
  const sentences = doubtful ? [happened, change.perhaps, advice] : [happened, change?.not, advice, again];
  return new PatchbayError(code, sentences.filter(Boolean).join(" "), {
    ...extensions,
    effect: doubtful ? "maybe-changed" : "nothing-changed",
    cause: causeOf(error, call.secrets),
  });
}

/**
 * What goes to the log. Never the error itself: those of the HTTP client carry the request with its key, and a URL
 * with an instance's id, which is half a credential.
 */
function causeOf(error: unknown, secrets: readonly string[]): Error {
  if (error instanceof HTTPError) return new Error(`HTTP ${error.response.status}`);
  if (error instanceof TimeoutError) return new Error("timed out");
  const code = networkCode(error);
  const message = error instanceof Error ? error.message : "no error object";
  return new Error(withoutSecrets(code ? `${code}: ${message}` : message, secrets));
}
