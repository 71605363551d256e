import { createHash } from "node:crypto";
import { CATALOGUE } from "@/lib/catalogue/servers";
import { getServersResponseSchema } from "@/lib/contracts/klavis/instances";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import { listServers } from "../store/servers";
import { listRegistrations } from "../store/targets";
import { signInOf } from "../targets/sign-in";
import { type Route, route } from "./operation";

/** `GET /mcp-server/servers`: all servers of the contract and those that were added to them, with the tools that their instances serve. */
export function serverRoutes({ db, targets }: EngineContext): Route[] {
  return [
    route(
      {
        id: "getAllMcpServers",
        method: "get",
        path: "/mcp-server/servers",
        tag: "mcp-server",
        summary: "List all servers with their tools",
        scope: "read",
        answer: getServersResponseSchema,
      },
      async () => {
        const all = [...CATALOGUE, ...(await listServers(db))];
        const registrations = await listRegistrations(db);
        const servers = all.map(async ({ name, category }) => {
          const { description, tools } = (await targets.of(name)).describe(name);
          return {
            id: serverId(name),
            name,
            description: `${category}. ${description}`,
            tools,
            authNeeded:
              signInOf({ serverName: name, registration: registrations.get(name) ?? null }) !== "none",
          };
        });
        return { servers: await Promise.all(servers) };
      },
    ),
  ];
}

/** A UUID (version 8, RFC 9562) that is the same for a name in every installation. */
function serverId(name: ServerName): string {
  const hex = createHash("sha256").update(`patchbay engine server ${name}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
