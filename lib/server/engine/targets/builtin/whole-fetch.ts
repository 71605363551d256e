import type { GuardedFetch } from "../../../egress/guarded-fetch";
import type { BuiltinContext } from "./context";

/** The guarded fetch in the form that the built-in tools ask in: whole answers. */
export function wholeFetch(fetch: GuardedFetch): BuiltinContext["fetch"] {
  return async (url, { method = "GET", maxBytes, timeout, signal }) => {
    const response = await fetch(url, {
      method,
      ...(signal && { signal }),
      limits: { bytes: maxBytes, headers: timeout, idle: timeout, whole: timeout },
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return { url: response.url, status: response.status, headers: response.headers, body };
  };
}
