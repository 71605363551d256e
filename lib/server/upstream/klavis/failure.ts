import type { UpstreamId } from "@/lib/contracts/upstream";
import { PatchbayError } from "../../errors";
import { networkCode } from "../network-error";
import { TooLongQueueError } from "../pace";
import { StatusError, TimeoutError, TooLongAnswerError } from "../whole-answer";
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
export function isTransient(error: unknown): boolean {
  if (error instanceof StatusError) return error.answer.status === 429 || error.answer.status >= 500;
  const final = [TimeoutError, TooLongQueueError, TooLongAnswerError];
  return !final.some((kind) => error instanceof kind);
}

/** A failed call, told to the operator: what happened, whether anything was changed, and what to do. */
export function toPatchbayError(error: unknown, call: FailedCall): PatchbayError {
  const { code, happened, again, advice, ...extensions } = explain(error, call);
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
 * What goes to the log. Never the error itself: it may carry an answer, and a URL with an instance's id, which is half a
 * credential.
 */
function causeOf(error: unknown, secrets: readonly string[]): Error {
  const code = networkCode(error);
  const message = error instanceof Error ? error.message : "no error object";
  return new Error(withoutSecrets(code ? `${code}: ${message}` : message, secrets));
}
