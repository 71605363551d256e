/** Codes of connections that never came about: no address, nobody there, or a certificate that is not to be trusted. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|UNABLE_TO_|.*_CERT)/;

/** Whether no connection came about, so that nothing was sent and nothing can have happened. */
export function wasNeverSent(error: unknown): boolean {
  return NOT_SENT.test(networkCode(error) ?? "");
}

/**
 * What stands in the way and stays there until an administrator does something; undefined where time may mend it.
 * @param urlVariable the variable that names the address
 */
export function obstacle(error: unknown, urlVariable: string): string | undefined {
  const code = networkCode(error) ?? "";
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return `Its name cannot be resolved here (${code}). Ask an administrator to check ${urlVariable}, or HTTPS_PROXY where calls leave through a proxy.`;
  }
  if (/^(CERT_|ERR_TLS_|UNABLE_TO_|.*_CERT)/.test(code)) {
    return `Its certificate is not trusted here (${code}). Where a proxy inspects TLS, ask an administrator to name its authority by NODE_EXTRA_CA_CERTS.`;
  }
  if (/proxy/i.test(error instanceof Error ? `${error.message} ${error.cause}` : "")) {
    return "The proxy did not let the call through. Ask an administrator to check HTTPS_PROXY and NO_PROXY.";
  }
  return undefined;
}

/** The code that Node or its HTTP client put on an error, or on what caused it; such as `ECONNRESET`. */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return networkCode(error.cause);
}
