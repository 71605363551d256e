import { fetch } from "undici";
import { type ForwardProxy, throughProxy } from "./dispatchers";

/**
 * The way out to an address that an administrator configured, such as Klavis Cloud's: not guarded, and through the
 * proxy where there is one, which then resolves the name. It follows no redirect.
 */
export function createConfiguredFetch(
  proxy: ForwardProxy | undefined,
): (request: Request) => Promise<Response> {
  // As it is when the process starts: around a request, Next wraps it into a cache, which has no place here.
  const direct = globalThis.fetch;
  if (!proxy) return (request) => direct(request);
  const dispatcher = throughProxy(proxy);
  return async (request) => {
    const { url, method, headers, signal } = request;
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
    const answer = await fetch(url, {
      method,
      headers: [...headers],
      body,
      signal,
      redirect: "manual",
      dispatcher,
    });
    return new Response(answer.body as ReadableStream | null, {
      status: answer.status,
      statusText: answer.statusText,
      headers: [...answer.headers],
    });
  };
}
