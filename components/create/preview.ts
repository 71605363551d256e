import { shellQuote } from "@/components/instances/snippets";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";

/** A form that is being filled in: what is missing is shown as missing. */
export type DraftRequest = Omit<CreateServerRequest, "serverName"> & { serverName: string };

/** The body of the contract's request, as it goes to the upstream. */
export function requestJson({
  serverName,
  userId,
  platformName,
  connectionType,
  legacy,
  isReadOnly,
}: DraftRequest): string {
  const body = {
    serverName,
    userId: userId.trim(),
    ...(platformName?.trim() && { platformName: platformName.trim() }),
    connectionType,
    legacy,
    isReadOnly,
  };
  return JSON.stringify(body, null, 2);
}

/** The same request as a command line, with the key as a variable: it is never on this page. */
export function requestCurl(draft: DraftRequest, baseUrl: string): string {
  return [
    `curl -X POST ${shellQuote(`${baseUrl}/mcp-server/instance/create`)}`,
    `  -H "Authorization: Bearer $KLAVIS_API_KEY"`,
    `  -H 'Content-Type: application/json'`,
    `  -d ${shellQuote(requestJson(draft))}`,
  ].join(" \\\n");
}
