import type { Logger } from "../../../process/log";
import { localTarget } from "../local-tool";
import type { TargetFactory } from "../port";
import type { Builtin, BuiltinContext } from "./context";
import { DOC2MARKDOWN } from "./doc2markdown";
import { FETCH_URL } from "./fetch-url";
import { HACKER_NEWS } from "./hacker-news";
import { MARKDOWN2DOC } from "./markdown2doc";
import { POSTGRES } from "./postgres/tools";

/** The servers of the catalogue that the engine runs itself, for real. */
const BUILTINS: Readonly<Record<string, Builtin>> = {
  "Fetch URL": FETCH_URL,
  "Hacker News": HACKER_NEWS,
  Markdown2doc: MARKDOWN2DOC,
  Doc2markdown: DOC2MARKDOWN,
  Postgres: POSTGRES,
};

/** Whether the engine runs a server itself. */
export function isBuiltin(serverName: string): boolean {
  return Object.hasOwn(BUILTINS, serverName);
}

type Options = { log: Logger } & Omit<BuiltinContext, "credential">;

/** The target of a server that the engine runs itself; undefined for every other server. */
export function builtinTargets({ log, ...outside }: Options, serverName: string): TargetFactory | undefined {
  const builtin = Object.hasOwn(BUILTINS, serverName) ? BUILTINS[serverName] : undefined;
  if (!builtin) return undefined;
  const { description, instructions } = builtin;
  const tools = new Map(builtin.tools.map((tool) => [tool.name, tool]));
  return {
    kind: "builtin",
    describe: () => ({
      description,
      tools: builtin.tools.map(({ name, description: text }) => ({ name, description: text })),
    }),
    consent: async () => undefined,
    seeds: () => [],
    open: async ({ id: instanceId }, credential) =>
      localTarget({
        serverInfo: { name: "patchbay-builtin", title: serverName, version: "1.0.0" },
        instructions,
        tools,
        context: { ...outside, credential },
        onFailure: (error, { requestId }) =>
          log.error({ instanceId, requestId, err: error }, "a built-in tool failed"),
      }),
  };
}
