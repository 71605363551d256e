import * as z from "zod";
import { localTool, ToolRefusal } from "../../targets/local-tool";
import type { DiscoveredServer } from "./context";
import { findServer } from "./find-server";

/** Says how an account is connected. What opens one is never taken from an agent: it is its person's to give. */
export const handleAuthFailure = (names: string) =>
  localTool({
    name: "handle_auth_failure",
    title: "Handle a failed sign-in",
    description:
      "Tells how the user connects their account, where an action failed because it is not connected. Ask the user to do it; keys and passwords are not taken here.",
    annotations: { readOnlyHint: true, openWorldHint: false },
    inputSchema: z.object({
      server_name: z.string().describe(`One of: ${names}`),
      intention: z.enum(["get_auth_url", "save_auth_data"]),
      auth_data: z.record(z.string(), z.unknown()).optional(),
    }),
    outputSchema: z.object({ server_name: z.string(), connected: z.boolean(), message: z.string() }),
    async run(servers: readonly DiscoveredServer[], { server_name, intention }) {
      const server = findServer(servers, server_name);
      if (intention === "save_auth_data") {
        throw new ToolRefusal(
          "Keys and passwords are not taken from an agent, and this one was not kept. Whoever gave out this server sets them in Patchbay.",
        );
      }
      const how = server.howToConnect();
      return {
        server_name: server.name,
        connected: how === undefined,
        message: how ?? `${server.name} is connected. What failed has another reason.`,
      };
    },
  });
