import { useSearchParams } from "next/navigation";
import { resolveServerName, type ServerName } from "@/lib/contracts/server-name";

/** What the address asks for, as a link to this page does: a server, by any of its spellings, and a user. */
export function useAsked(): { server: ServerName | undefined; user: string | undefined } {
  const params = useSearchParams();
  return {
    server: resolveServerName(params.get("server") ?? ""),
    user: params.get("user") ?? undefined,
  };
}
