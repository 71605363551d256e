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

/** A server's tools by their names. */
type Toolbox = ReadonlyMap<string, SandboxTool>;

const toolboxes = new Map<string, Toolbox>();

/**
 * The tools that an instance of a server has. The one table of them: MCP serves it, and the API lists it.
 *
 * `legacy` asks upstream for the server as it was before tool names were made unique across servers. Here that is the
 * whole difference: a legacy instance calls the tool `list_issues`, any other `github_list_issues`.
 */
export function toolsOf(name: ServerName, { legacy }: { legacy: boolean }): Toolbox {
  const key = `${legacy} ${name}`;
  const toolbox = toolboxes.get(key) ?? makeToolbox(name, legacy);
  toolboxes.set(key, toolbox);
  return toolbox;
}

function makeToolbox(name: ServerName, legacy: boolean): Toolbox {
  const { category } = catalogueEntry(name);
  const naming = { service: name, prefix: legacy ? "" : `${toolPrefix(name)}_` };
  const tools = category === "Search & web" ? searchTools(naming) : recordTools(naming, NOUNS[category]);
  return new Map(tools.map((tool) => [tool.name, tool]));
}
