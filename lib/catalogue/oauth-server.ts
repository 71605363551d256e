import { resolveKlavisName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";

/** Where the upstream's OAuth apps go by other names than its servers. */
const OTHER_NAMES: Record<string, ServerName> = {
  Outlook: "Outlook Mail",
  MsCalendar: "Outlook Calendar",
};

/** The server that an OAuth app is for; undefined where the catalogue has none of that name. */
export function oauthServer(name: string): ServerName | undefined {
  return OTHER_NAMES[name] ?? resolveKlavisName(name);
}
