import type { ProblemCode } from "@/lib/contracts/problem";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { waitWords } from "@/lib/words/wait";
import type { ErrorExtensions } from "../../errors";
import { obstacle, wasNeverSent } from "../network-error";
import { TooLongQueueError } from "../pace";
import { retryAfter } from "../retry-after";
import { StatusError, TimeoutError, TooLongAnswerError, type WholeAnswer } from "../whole-answer";
import { UnreadableAnswerError } from "./read-answer";
import { readRejection } from "./rejection";

/** A failure in the operator's words, without what became of the change that was asked for. */
export type Explanation = Pick<ErrorExtensions, "fields" | "retryAfter"> & {
  code: ProblemCode;
  happened: string;
  /** When to try again, for where nothing was changed. */
  again?: string;
  /** What else to do about it. */
  advice?: string;
};

type Subject = { name: string; keyVariable: string; urlVariable: string };

const SUBJECTS: Record<UpstreamId, Subject> = {
  us: { name: "Klavis Cloud (US)", keyVariable: "KLAVIS_API_KEY", urlVariable: "KLAVIS_BASE_URL" },
  eu: { name: "Klavis Cloud (EU)", keyVariable: "KLAVIS_EU_API_KEY", urlVariable: "KLAVIS_EU_BASE_URL" },
  embedded: { name: "The embedded engine", keyVariable: "ENGINE_API_KEY", urlVariable: "APP_URL" },
};

/** Seconds to wait where an upstream is busy and does not say for how long. */
const USUAL_REST = 2;

const SOON = "Try again in a moment.";

/**
 * Why a call failed.
 * @param timeout milliseconds that each try had
 * @param secrets texts that the upstream may echo and nobody is to see
 */
export function explain(
  error: unknown,
  {
    upstream,
    timeout,
    secrets,
    signal,
  }: {
    upstream: UpstreamId;
    timeout: number;
    secrets: readonly string[];
    signal: AbortSignal | undefined;
  },
): Explanation {
  const subject = SUBJECTS[upstream];
  const { name, urlVariable } = subject;
  if (error instanceof StatusError) return explainStatus(error.answer, subject, secrets);
  if (error instanceof TooLongQueueError) {
    return busy(`Too many requests are waiting for ${name} already.`, error.wait / 1000);
  }
  if (error instanceof TimeoutError) {
    const happened = `${name} did not answer within ${waitWords(timeout / 1000)}.`;
    return { code: "upstream-timeout", happened, again: SOON };
  }
  if (error instanceof UnreadableAnswerError || error instanceof TooLongAnswerError) {
    return {
      code: "upstream-invalid",
      happened: `${name} sent an answer that the console cannot use: ${error.message}.`,
      advice: `If it stays so, ask an administrator to check ${urlVariable}.`,
    };
  }
  if (signal?.aborted) {
    return { code: "upstream-unavailable", happened: `The request was given up before ${name} answered.` };
  }
  const happened = wasNeverSent(error)
    ? `${name} cannot be reached.`
    : `The connection to ${name} broke before its answer was there.`;
  const advice = obstacle(error, urlVariable);
  return { code: "upstream-unavailable", happened, again: SOON, ...(advice && { advice }) };
}

function explainStatus(
  { status, headers, text }: WholeAnswer,
  { name, keyVariable, urlVariable }: Subject,
  secrets: readonly string[],
): Explanation {
  if (status < 400) {
    return {
      code: "upstream-unavailable",
      happened: `${name} pointed to another address (${status}), which the console does not follow.`,
      advice: `Ask an administrator to check ${urlVariable}.`,
    };
  }
  if (status === 401 || status === 403) {
    return {
      code: "upstream-unauthorized",
      happened: `${name} refused the console's API key.`,
      advice: `Ask an administrator to check ${keyVariable}.`,
    };
  }
  if (status === 404) {
    return {
      code: "upstream-not-found",
      happened: `${name} does not know what was asked for.`,
      advice: `If that is unexpected, ask an administrator to check ${urlVariable}.`,
    };
  }
  if (status === 429)
    return busy(`${name} gets more requests than it allows.`, retryAfter(headers) ?? USUAL_REST);
  if (status >= 500) {
    const happened = `${name} failed (${status}).`;
    return { code: "upstream-unavailable", happened, again: SOON, retryAfter: retryAfter(headers) };
  }
  const { fields, others } = readRejection(text, secrets);
  const happened = [`${name} did not accept the request (${status}).`, ...others.map(asSentence)].join(" ");
  return Object.keys(fields).length > 0
    ? { code: "upstream-rejected", happened, advice: "Correct what is marked and try again.", fields }
    : { code: "upstream-rejected", happened };
}

/** @param wait seconds */
function busy(happened: string, wait: number): Explanation {
  const seconds = Math.max(1, Math.ceil(wait));
  const again = `Try again in ${waitWords(seconds)}.`;
  return { code: "upstream-rate-limited", happened, again, retryAfter: seconds };
}

function asSentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}
