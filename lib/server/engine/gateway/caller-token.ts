import { hashToken, sameSecret } from "../../cipher";
import type { Instance } from "../store/read-instances";
import { rpcError } from "./guard";

/** Whether a caller may in: where an instance has a token of its own, its URL alone does not open it. */
export function showsToken({ tokenHash }: Pick<Instance, "tokenHash">, header: string | undefined): boolean {
  if (tokenHash === null) return true;
  const [, token] = /^bearer +(\S+)$/i.exec(header ?? "") ?? [];
  return token !== undefined && sameSecret(hashToken(token), tokenHash);
}

/** No metadata is named (RFC 9728): there is nobody to get such a token from but whoever made it. */
export function askForToken(): Response {
  const answer = rpcError(
    401,
    "This server URL needs its bearer token beside it. Whoever gave you the URL has it, or makes another one in Patchbay.",
  );
  answer.headers.set("WWW-Authenticate", "Bearer");
  return answer;
}
