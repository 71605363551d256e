import { setTimeout } from "node:timers/promises";
import type * as z from "zod/mini";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { Logger } from "../../process/log";
import { traced } from "../../telemetry/traced";
import type { Lane } from "../lanes";
import { wasNeverSent } from "../network-error";
import type { Pace } from "../pace";
import { retryAfter } from "../retry-after";
import { isSilent } from "../silence";
import { fetchWholeAnswer, StatusError, type UpstreamFetch, type WholeAnswer } from "../whole-answer";
import { isTransient, toPatchbayError } from "./failure";
import type { Operation } from "./operation";
import { readAnswer } from "./read-answer";
import { withoutAddress } from "./redaction";

export type CallerOptions = {
  id: UpstreamId;
  baseUrl: string;
  apiKey: string;
  fetch: UpstreamFetch;
  /** Shared by every call to the same account; without one, calls start at once. */
  pace?: Pace;
  /** Milliseconds that one try may take, its body included. */
  timeout: number;
  /** No try starts later than this many milliseconds after the call, so that a call lasts at most this and one time-out. */
  patience?: number;
  /** Milliseconds before the second try; it doubles with each further one. */
  backoff?: number;
  log: Logger;
  /** Told of every call when it is over. */
  observe?: CallObserver;
};

/** How one call went; `failed` where it was the upstream's failure, not the request's. */
export type CallObserver = (call: { upstream: UpstreamId; milliseconds: number; failed: boolean }) => void;

/** What is sent to one endpoint. `path` has no slash in front; `json` and `query` are left out where there is none. */
export type Call = {
  method: "get" | "post" | "patch" | "delete";
  path: string;
  json?: object;
  query?: Record<string, number | string>;
  /** Further texts, beside the key, that no message or log may hold. */
  secrets?: readonly string[];
  /** An address that the answer may repeat and that nobody is to read there. */
  address?: string;
  /** Bytes of an answer. */
  limit?: number;
  signal?: AbortSignal;
  /** For whom it is; the console's own work where nobody is named. */
  lane?: Lane;
};

const OWN_WORK: Lane = { kind: "background", who: "" };

const PATIENCE = 15_000;
const BACKOFF = 500;
const RETRIES = 3;
const MEBIBYTE = 2 ** 20;

/**
 * Makes the function through which every call to an upstream goes. It sends the key, waits its turn, limits time and
 * size, tries again where that is safe and may help, follows no redirect (the key would go along), parses the answer,
 * and logs the outcome. It throws `PatchbayError` alone.
 *
 * Tried again: 429, 5xx and broken connections, after doubling, jittered waits and no sooner than
 * `Retry-After` says. Not tried again: a time-out, because the next one would keep the person waiting as long again.
 */
export function createCaller(options: CallerOptions) {
  const { id, apiKey, pace, timeout, patience = PATIENCE, backoff = BACKOFF, log, observe } = options;
  const base = options.baseUrl.replace(/\/*$/, "/");
  const headers = {
    authorization: `Bearer ${apiKey}`,
    accept: "application/json",
    // Answers are small, and to pack and unpack them takes longer than to send them.
    "accept-encoding": "identity",
  };

  return function call<Schema extends z.ZodMiniType>(
    operation: Operation,
    schema: Schema,
    asked: Call,
  ): Promise<z.output<Schema>> {
    const attributes = { "patchbay.upstream": id, "patchbay.operation": operation.name };
    const what = { kind: "client", measure: "patchbay.upstream.duration", attributes } as const;
    return traced({ ...what, name: operation.name }, () => send(operation, schema, asked));
  };

  async function send<Schema extends z.ZodMiniType>(
    operation: Operation,
    schema: Schema,
    { method, path, json, query, secrets = [], address, limit = MEBIBYTE, signal, lane = OWN_WORK }: Call,
  ): Promise<z.output<Schema>> {
    const started = performance.now();
    const timeLeft = () => started + patience - performance.now();
    let tries = 0;
    let status: number | undefined;
    let doubtful = false;

    const url = `${base}${path}${query ? `?${new URLSearchParams(textsOf(query))}` : ""}`;
    const init: RequestInit = {
      method: method.toUpperCase(),
      headers: json ? { ...headers, "content-type": "application/json" } : headers,
      body: json ? JSON.stringify(json) : null,
      redirect: "manual",
      cache: "no-store",
    };

    async function tryOnce(): Promise<WholeAnswer> {
      await pace?.turn(lane, timeLeft(), signal);
      signal?.throwIfAborted();
      const doubtfulBefore = doubtful;
      tries += 1;
      status = undefined;
      // From here on something may have happened, until an answer says otherwise.
      doubtful = true;
      try {
        const answer = await fetchWholeAnswer(options.fetch, url, init, { timeout, limit, signal });
        status = answer.status;
        return answer;
      } catch (error) {
        if (error instanceof StatusError) status = error.answer.status;
        if (isRefusal(status) || wasNeverSent(error)) doubtful = doubtfulBefore;
        throw error;
      }
    }

    /** How long after a failed try the next one comes, in milliseconds; undefined where none does. */
    function waitAfter(error: unknown): number | undefined {
      if (!operation.repeatable || tries > RETRIES || signal?.aborted || !isTransient(error))
        return undefined;
      const asked = error instanceof StatusError ? (retryAfter(error.answer.headers) ?? 0) : 0;
      const usual = backoff * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      const wait = Math.max(asked * 1000, usual);
      if (wait > timeLeft()) return undefined;
      if (status === 429) pace?.rest(wait);
      return wait;
    }

    async function tryUntilAnswered(): Promise<WholeAnswer> {
      for (;;) {
        try {
          return await tryOnce();
        } catch (error) {
          const wait = waitAfter(error);
          if (wait === undefined) throw error;
          await setTimeout(wait, undefined, { signal });
        }
      }
    }

    const outcome = () => ({
      upstream: id,
      operation: operation.name,
      status,
      milliseconds: Math.round(performance.now() - started),
      tries,
    });

    try {
      const { text } = await tryUntilAnswered();
      const answer = readAnswer(schema, address ? withoutAddress(text, address) : text);
      log[operation.change ? "info" : "debug"](outcome(), "upstream answered");
      observe?.({ upstream: id, milliseconds: outcome().milliseconds, failed: false });
      return answer;
    } catch (error) {
      const failure = toPatchbayError(error, {
        upstream: id,
        operation,
        timeout,
        secrets: [apiKey, ...secrets],
        doubtful,
        signal,
      });
      log.warn(
        { ...outcome(), problem: failure.code, reason: String(failure.cause) },
        "upstream call failed",
      );
      const failed = isSilent(failure) || failure.code === "upstream-invalid";
      observe?.({ upstream: id, milliseconds: outcome().milliseconds, failed });
      throw failure;
    }
  }
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}

function textsOf(query: Record<string, number | string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
