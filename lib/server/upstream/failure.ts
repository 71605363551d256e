import { HTTPError, TimeoutError } from "ky";
import type { ProblemCode } from "@/lib/contracts/problem";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { type ErrorExtensions, PatchbayError } from "../errors";
import type { Operation } from "./operation";
import { TooLongQueueError } from "./pace";
import { UnreadableAnswerError } from "./read-answer";
import { readRejection, withoutSecrets } from "./rejection";
import { retryAfter } from "./retry-after";
import { TooLongAnswerError } from "./whole-answer";

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

const SUBJECTS: Record<UpstreamId, { name: string; keyVariable: string }> = {
  us: { name: "Klavis Cloud (US)", keyVariable: "KLAVIS_API_KEY" },
  eu: { name: "Klavis Cloud (EU)", keyVariable: "KLAVIS_EU_API_KEY" },
  embedded: { name: "The embedded engine", keyVariable: "ENGINE_API_KEY" },
};

/** Seconds to wait where an upstream is busy and does not say for how long. */
const USUAL_REST = 2;

/** Codes of connections that never came about: no address, nobody there, or a certificate that is not to be trusted. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|.*_CERT)/;

/** Whether another try may end better: the upstream was busy or down, and did not refuse what was asked. */
export function isTransient(error: Error): boolean {
  if (error instanceof HTTPError) return error.response.status === 429 || error.response.status >= 500;
  return !(
    error instanceof TimeoutError ||
    error instanceof TooLongQueueError ||
    error instanceof TooLongAnswerError
  );
}

/** Whether no connection came about, so that nothing was sent and nothing can have happened. */
export function wasNeverSent(error: unknown): boolean {
  return NOT_SENT.test(networkCode(error) ?? "");
}

/** A failed call, told to the operator: what happened, whether anything was changed, and what to do. */
export async function toPatchbayError(error: unknown, call: FailedCall): Promise<PatchbayError> {
  const { code, happened, advice, ...extensions } = await explain(error, SUBJECTS[call.upstream].name, call);
  const change = call.operation.change;
  const doubtful = change !== undefined && call.doubtful;
  const sentences = doubtful ? [happened, change.perhaps] : [happened, change?.not, advice];
  return new PatchbayError(code, sentences.filter(Boolean).join(" "), {
    ...extensions,
    effect: doubtful ? "maybe-changed" : "nothing-changed",
    cause: causeOf(error, call.secrets),
  });
}

type Explanation = Pick<ErrorExtensions, "fields" | "retryAfter"> & {
  code: ProblemCode;
  happened: string;
  advice?: string;
};

async function explain(error: unknown, name: string, call: FailedCall): Promise<Explanation> {
  if (error instanceof HTTPError) return explainStatus(error.response, name, call);
  if (error instanceof TooLongQueueError) {
    const seconds = Math.ceil(error.wait / 1000);
    return {
      code: "upstream-rate-limited",
      happened: `Too many requests are waiting for ${name} already.`,
      advice: `Try again in ${inWords(seconds)}.`,
      retryAfter: seconds,
    };
  }
  if (error instanceof TimeoutError) {
    return {
      code: "upstream-timeout",
      happened: `${name} did not answer within ${inWords(call.timeout / 1000)}.`,
      advice: "Try again in a moment.",
    };
  }
  if (error instanceof UnreadableAnswerError || error instanceof TooLongAnswerError) {
    return {
      code: "upstream-invalid",
      happened: `${name} sent an answer that the console cannot use: ${error.message}.`,
      advice: "If it stays so, ask an administrator to look at the upstream's base URL.",
    };
  }
  if (call.signal?.aborted) {
    return { code: "upstream-unavailable", happened: `The request was given up before ${name} answered.` };
  }
  return {
    code: "upstream-unavailable",
    happened: wasNeverSent(error)
      ? `${name} cannot be reached.`
      : `The connection to ${name} broke before its answer was there.`,
    advice: "Try again in a moment.",
  };
}

async function explainStatus(response: Response, name: string, call: FailedCall): Promise<Explanation> {
  const { status, headers } = response;
  if (status === 401 || status === 403) {
    return {
      code: "upstream-unauthorized",
      happened: `${name} refused the console's API key.`,
      advice: `Ask an administrator to check ${SUBJECTS[call.upstream].keyVariable}.`,
    };
  }
  if (status === 404) {
    return {
      code: "upstream-not-found",
      happened: `${name} does not know what was asked for. It may have been deleted there.`,
    };
  }
  if (status === 429) {
    const seconds = Math.ceil(retryAfter(headers) ?? USUAL_REST);
    return {
      code: "upstream-rate-limited",
      happened: `${name} gets more requests than it allows.`,
      advice: `Try again in ${inWords(seconds)}.`,
      retryAfter: seconds,
    };
  }
  if (status >= 400 && status < 500) {
    const { fields, others } = readRejection(await response.text(), call.secrets);
    const marked = Object.keys(fields).length > 0;
    return {
      code: "upstream-rejected",
      happened: [`${name} did not accept the request (${status}).`, ...others.map(asSentence)].join(" "),
      advice: marked ? "Correct what is marked and try again." : undefined,
      fields: marked ? fields : undefined,
    };
  }
  if (status < 400) {
    return {
      code: "upstream-unavailable",
      happened: `${name} pointed to another address (${status}), which the console does not follow.`,
      advice: "Ask an administrator to check the upstream's base URL.",
    };
  }
  return {
    code: "upstream-unavailable",
    happened: `${name} failed (${status}).`,
    advice: "Try again in a moment.",
    retryAfter: retryAfter(headers),
  };
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

/** The code that Node or its HTTP client put on the error, or on what caused it. */
function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return networkCode(error.cause);
}

function asSentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function inWords(seconds: number): string {
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
