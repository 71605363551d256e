import { catalogueEntry } from "@/lib/catalogue/server-name";
import { foldServerName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import { NOUNS } from "./nouns";
import { recordTools } from "./record-tools";
import { searchTools } from "./search-tools";
import type { SandboxTool } from "./tool";

/** The server's name as the beginning of tool names: `google_calendar`, `cal_com`. */
function toolPrefix(name: ServerName): string {
  return foldServerName(name).replace(/[^a-z0-9]+/g, "_");
}

/**
 * The tools that an instance of a server has. The one table of them: MCP serves it, and the API lists it.
 *
 * `legacy` asks upstream for the server as it was before tool names were made unique across servers. Here that is the
 * whole difference: a legacy instance calls the tool `list_issues`, any other `github_list_issues`.
 */
export function toolsOf(name: ServerName, { legacy }: { legacy: boolean }): SandboxTool[] {
  const { category } = catalogueEntry(name);
  const naming = { service: name, prefix: legacy ? "" : `${toolPrefix(name)}_` };
  return category === "Search & web" ? searchTools(naming) : recordTools(naming, NOUNS[category]);
}
