import type { Effect, ProblemCode } from "@/lib/contracts/problem";
import { waitWords } from "@/lib/words/wait";

type Kind = {
  status: number;
  title: string;
  /** Whether anything was changed, where a failure does not say it of itself; left out where it has to. */
  effect?: Effect;
};

/** Each code's HTTP status and title (RFC 9457), and its usual effect; the one table from failures to answers. */
export const PROBLEM_KINDS: Record<ProblemCode, Kind> = {
  invalid: { status: 422, title: "Something in the request is not right", effect: "nothing-changed" },
  unauthenticated: { status: 401, title: "Sign in first", effect: "nothing-changed" },
  forbidden: { status: 403, title: "Your role does not allow this", effect: "nothing-changed" },
  "foreign-origin": { status: 403, title: "The request came from elsewhere", effect: "nothing-changed" },
  "not-found": { status: 404, title: "Not found", effect: "nothing-changed" },
  conflict: { status: 409, title: "Changed in the meantime", effect: "nothing-changed" },
  expired: { status: 410, title: "No longer valid", effect: "nothing-changed" },
  "too-large": { status: 413, title: "Too large", effect: "nothing-changed" },
  "rate-limited": { status: 429, title: "Too many requests", effect: "nothing-changed" },
  "upstream-unauthorized": {
    status: 502,
    title: "The upstream refused the API key",
    effect: "nothing-changed",
  },
  "upstream-rejected": { status: 422, title: "The upstream did not accept this", effect: "nothing-changed" },
  "upstream-not-found": { status: 404, title: "The upstream does not know this", effect: "nothing-changed" },
  "upstream-rate-limited": { status: 503, title: "The upstream is busy" },
  "upstream-unavailable": { status: 502, title: "The upstream did not answer properly" },
  "upstream-timeout": { status: 504, title: "The upstream took too long" },
  "upstream-invalid": { status: 502, title: "The upstream's answer made no sense" },
  internal: { status: 500, title: "Something went wrong here" },
};

export type ErrorExtensions = {
  /** Messages by field of the request. */
  fields?: Record<string, string[]>;
  /** Seconds. */
  retryAfter?: number;
  /** Whether anything was changed in spite of the failure, where the code does not say. */
  effect?: Effect;
  cause?: unknown;
};

const BRAND = Symbol.for("patchbay.error");

/**
 * The only error that services, adapters and handlers throw on purpose. `message` is written for the person who will
 * read it: it says what happened and what to do, and holds no secret.
 */
export class PatchbayError extends Error {
  override name = "PatchbayError";
  readonly [BRAND] = true;
  readonly fields: Record<string, string[]> | undefined;
  readonly retryAfter: number | undefined;
  readonly effect: Effect | undefined;

  /**
   * By the brand: the bundler may give each route its own copy of this class, and what an adapter throws, which lives as
   * long as the process, is of the copy with which the process began.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && BRAND in value;
  }

  constructor(
    readonly code: ProblemCode,
    message: string,
    { fields, retryAfter, effect, cause }: ErrorExtensions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.fields = fields;
    this.retryAfter = retryAfter;
    this.effect = effect ?? PROBLEM_KINDS[code].effect;
  }
}

/** @param wait in seconds */
export function tooManyAttempts(wait: number): PatchbayError {
  const message = `Too many attempts. Try again in ${waitWords(wait)}.`;
  return new PatchbayError("rate-limited", message, { retryAfter: wait });
}

export function passwordsOff(): PatchbayError {
  return new PatchbayError("forbidden", "Nobody signs in by a password here. Use single sign-on.");
}
