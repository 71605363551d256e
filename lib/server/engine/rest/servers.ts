import { createHash } from "node:crypto";
import { Hono } from "hono";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { GetServersResponse } from "@/lib/contracts/klavis/api";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext, EngineEnv } from "../context";

/** `GET /mcp-server/servers`: all servers of the contract, with the tools that their instances serve. */
export function serverRoutes({ targets }: EngineContext) {
  const routes = new Hono<EngineEnv>();
  routes.get("/servers", async (c) => {
    const servers = CATALOGUE.map(async ({ name, category, auth }) => {
      const { description, tools } = (await targets.of(name)).describe(name);
      return {
        id: serverId(name),
        name,
        description: `${category}. ${description}`,
        tools,
        authNeeded: auth !== "none",
      };
    });
    return c.json<GetServersResponse>({ servers: await Promise.all(servers) });
  });
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
