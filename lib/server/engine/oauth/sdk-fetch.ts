import type { FetchLike } from "@modelcontextprotocol/client";
import type { EngineContext } from "../context";

/** The engine's way out in the form that the SDK's functions take, within the time that a provider is given. */
export function sdkFetch({
  fetch,
  providerTimeout,
}: Pick<EngineContext, "fetch" | "providerTimeout">): FetchLike {
  return (url, { method = "GET", headers, body, redirect, signal } = {}) =>
    fetch(url, {
      method,
      ...(headers && { headers: new Headers(headers as ConstructorParameters<typeof Headers>[0]) }),
      ...(body != null && { body: String(body) }),
      ...(redirect === "manual" && { redirect }),
      ...(signal && { signal }),
      limits: { headers: providerTimeout, whole: providerTimeout },
    });
}
