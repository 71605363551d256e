import { EgressError } from "./egress-error";

const CERTIFICATE = /^(CERT_|UNABLE_TO_|.*_CERT|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|.*SELF_SIGNED)/;
const NAME = /^(ENOTFOUND|EAI_)/;

/** What went wrong on the way, in a sentence that tells whom to ask. */
export function explainFailure(error: unknown, host = "The other side"): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EgressError) return cause;
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (NAME.test(code)) return told("name-unknown", `The name ${host} cannot be resolved here (${code}).`);
    if (CERTIFICATE.test(code)) {
      const text = `${host} shows a certificate that is not trusted here (${code}). Where a company's proxy inspects TLS, name its authority by NODE_EXTRA_CA_CERTS.`;
      return told("certificate-untrusted", text);
    }
    if (code === "UND_ERR_HEADERS_OVERFLOW") {
      return told("too-large", `${host} answers with headers that are too long.`);
    }
    if (code === "UND_ERR_CONNECT_TIMEOUT")
      return told("timed-out", `${host} did not take the connection in time.`);
    if (/proxy/i.test(cause.message)) return told("proxy-failed", `The proxy did not connect to ${host}.`);
    if (code) return told("unreachable", `${host} cannot be reached (${code}).`);
  }
  return error instanceof TypeError ? told("unreachable", `${host} cannot be reached.`) : error;

  function told(fault: EgressError["fault"], message: string): EgressError {
    return new EgressError(fault, message, { cause: error });
  }
}
