import { useSearchParams } from "next/navigation";
import { resolveServerName } from "@/lib/catalogue/server-name";
import type { ServerName } from "@/lib/contracts/server-name";

type Asked = { server: ServerName | undefined; user: string | undefined; platform: string | undefined };

/** What the address asks for, as a link to this page does: a server, by any of its spellings, a user and a platform. */
export function useAsked(): Asked {
  const params = useSearchParams();
  return {
    server: resolveServerName(params.get("server") ?? ""),
    user: params.get("user") ?? undefined,
    platform: params.get("platform") ?? undefined,
  };
}
