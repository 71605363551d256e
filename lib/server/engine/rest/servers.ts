import { createHash } from "node:crypto";
import { Hono } from "hono";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { GetServersResponse } from "@/lib/contracts/klavis/api";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineEnv } from "../engine";
import { toolsOf } from "../sandbox/tools/tools";

/** `GET /mcp-server/servers`: all servers of the contract, with the tools that their instances serve. */
export function serverRoutes() {
  const routes = new Hono<EngineEnv>();
  routes.get("/servers", (c) =>
    c.json<GetServersResponse>({
      servers: CATALOGUE.map((entry) => ({
        id: serverId(entry.name),
        name: entry.name,
        description: `${entry.category}. Sandbox tools, standing in for ${entry.name}.`,
        tools: toolsOf(entry.name, { legacy: false }).map(({ name, description }) => ({ name, description })),
        authNeeded: entry.auth !== "none",
      })),
    }),
  );
  return routes;
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
