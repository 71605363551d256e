/** Codes of connections that never came about: no address, nobody there, or a certificate that is not to be trusted. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|UNABLE_TO_|.*_CERT)/;

/** Whether no connection came about, so that nothing was sent and nothing can have happened. */
export function wasNeverSent(error: unknown): boolean {
  return NOT_SENT.test(networkCode(error) ?? "");
}

/** The code that Node or its HTTP client put on an error, or on what caused it; such as `ECONNRESET`. */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return networkCode(error.cause);
}
