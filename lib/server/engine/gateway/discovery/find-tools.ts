import * as z from "zod";
import { localTool, ToolRefusal } from "../../targets/local-tool";
import { onlyReads } from "../rules";
import type { DiscoveredServer } from "./context";
import { findServer, listActions } from "./find-server";
import { type Action, describeParameters, searchActions, textOf } from "./search-actions";

/** More than an agent reads; who wants another one asks in other words. */
const ACTIONS_AT_MOST = 20;
const DESCRIPTION_AT_MOST = 500;

const READS = { readOnlyHint: true, openWorldHint: false } as const;
type Servers = readonly DiscoveredServer[];

const actionSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** Whether the server says that it only reads. */
  readOnly: z.boolean(),
});

export const discoverServerActions = (names: string) =>
  localTool({
    name: "discover_server_actions",
    title: "Discover actions",
    description: `Finds the actions for what a user wants, at one or several servers. Begin here. Servers: ${names}.`,
    annotations: READS,
    inputSchema: z.object({
      user_query: z.string().min(1).describe("What the user wants to do, in a few words"),
      server_names: z.array(z.string()).min(1).max(200).describe(`Where to look, of: ${names}`),
    }),
    outputSchema: z.object({
      servers: z.array(
        z.object({
          server_name: z.string(),
          actions: z.array(actionSchema),
          /** How many actions there are in all. */
          total: z.number(),
          error: z.string().optional(),
        }),
      ),
      next: z.string(),
    }),
    async run(servers: Servers, { user_query, server_names }, options) {
      const chosen = new Set(server_names.map((name) => findServer(servers, name)));
      const answers = [...chosen].map(async (server) => {
        const listed = await listActions(server, options);
        if ("error" in listed)
          return { server_name: server.name, actions: [], total: 0, error: listed.error };
        const found = searchActions(listed.actions, user_query).slice(0, ACTIONS_AT_MOST);
        return { server_name: server.name, actions: found.map(summarize), total: listed.actions.length };
      });
      return {
        servers: await Promise.all(answers),
        next: "Read an action's parameters by get_action_details, then run it by execute_action. Where nothing fits, ask again in other words.",
      };
    },
  });

export const getActionDetails = () =>
  localTool({
    name: "get_action_details",
    title: "Get an action's details",
    description: "Tells an action's description and the schema of its parameters.",
    annotations: READS,
    inputSchema: z.object({ server_name: z.string(), action_name: z.string() }),
    outputSchema: z.looseObject({ name: z.string() }),
    async run(servers: Servers, { server_name, action_name }, options) {
      const server = findServer(servers, server_name);
      const tool = await server.target.findTool(action_name, options);
      if (tool) return tool;
      throw new ToolRefusal(
        `${server.name} offers no action "${action_name.slice(0, 200)}" here. discover_server_actions finds those that it does.`,
      );
    },
  });

export const searchDocumentation = (names: string) =>
  localTool({
    name: "search_documentation",
    title: "Search the documentation",
    description: "Searches what a server says of its actions and of their parameters.",
    annotations: READS,
    inputSchema: z.object({
      query: z.string().min(1),
      server_name: z.string().describe(`One of: ${names}`),
      max_results: z.int().min(1).max(50).default(10),
    }),
    outputSchema: z.object({
      results: z.array(
        z.object({ name: z.string(), description: z.string(), parameters: z.array(z.string()) }),
      ),
    }),
    async run(servers: Servers, { query, server_name, max_results }, options) {
      const listed = await listActions(findServer(servers, server_name), options);
      if ("error" in listed) throw new ToolRefusal(listed.error);
      const found = searchActions(listed.actions, query).slice(0, max_results);
      return {
        results: found.map(({ tool }) => ({
          name: tool.name,
          description: textOf(tool.description),
          parameters: describeParameters(tool),
        })),
      };
    },
  });

function summarize({ tool }: Action) {
  return {
    name: tool.name,
    description: textOf(tool.description).slice(0, DESCRIPTION_AT_MOST),
    readOnly: onlyReads(tool),
  };
}
