import { RequestError } from "@/lib/api/request-error";

/** What came between, where a browser was to make or use a passkey; undefined where somebody put its window away. */
export function passkeyProblem(error: unknown): string | undefined {
  if (error instanceof RequestError) return error.message;
  const { name = "" } = error instanceof Error ? error : {};
  // Also what no passkey was found for: browsers do not tell which.
  if (name === "NotAllowedError" || name === "AbortError") return undefined;
  if (name === "InvalidStateError") return "This device has a passkey of yours for this console already.";
  return "This browser cannot use passkeys here. They need https and a host name.";
}
