import { fetch } from "undici";
import { boundedBody } from "./bounded-body";
import { type DispatcherOf, dispatcherOf, type EgressOptions } from "./dispatchers";
import { EgressError } from "./egress-error";
import { explainFailure } from "./failure";
import { LIMITS, type Limits } from "./limits";
import { nextHop } from "./redirects";

export type GuardedRequest = {
  method?: string;
  headers?: HeadersInit;
  /** A text or bytes, so that it can be sent again after a redirect. */
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** `manual` answers a redirect as it came. */
  redirect?: "follow" | "manual";
  limits?: Partial<Limits>;
};

export type GuardedFetch = (url: string | URL, request?: GuardedRequest) => Promise<Response>;

/**
 * The only way out to an address that comes from outside: https to the public internet, each hop checked anew and
 * pinned, everything that comes back bounded.
 */
export function createGuardedFetch(
  options: EgressOptions,
  dispatcher: DispatcherOf = dispatcherOf(options),
): GuardedFetch {
  return async (url, { redirect = "follow", limits: own, ...request } = {}) => {
    const limits = { ...LIMITS, ...own };
    const ending = new AbortController();
    const end = () => ending.abort(request.signal?.reason);
    request.signal?.throwIfAborted();
    request.signal?.addEventListener("abort", end, { once: true });
    const late = () => ending.abort(new EgressError("timed-out", "The answer took too long to arrive."));
    const headersTimer = setTimeout(late, limits.headers);
    const wholeTimer = limits.whole === undefined ? undefined : setTimeout(late, limits.whole);
    const over = () => {
      clearTimeout(headersTimer);
      clearTimeout(wholeTimer);
      request.signal?.removeEventListener("abort", end);
    };

    let hop = { url: parse(url), method: "GET", ...request, headers: new Headers(request.headers) };
    try {
      for (let followed = 0; ; followed += 1) {
        const answer = await fetch(hop.url, {
          method: hop.method,
          headers: [...hop.headers],
          body: hop.body ?? null,
          redirect: "manual",
          signal: ending.signal,
          dispatcher: dispatcher(hop.url),
        });
        const next =
          redirect === "follow" ? nextHop(hop, answer.status, answer.headers.get("location")) : undefined;
        if (!next) {
          clearTimeout(headersTimer);
          return at(hop.url, boundedBody(answer, limits, ending, over));
        }
        await answer.body?.cancel();
        if (followed >= limits.redirects) {
          throw new EgressError("redirect-refused", `${hop.url.host} redirects too often.`);
        }
        hop = next;
      }
    } catch (error) {
      over();
      if (request.signal?.aborted) throw request.signal.reason;
      throw explainFailure(ending.signal.aborted ? ending.signal.reason : error, hop.url.host);
    }
  };
}

/** A made Response has no address, and who asked may want to know where redirects led. */
function at({ href }: URL, response: Response): Response {
  return Object.defineProperty(response, "url", { value: href });
}

function parse(url: string | URL): URL {
  try {
    return new URL(url);
  } catch {
    throw new EgressError("address-refused", "This is not an address.");
  }
}
