import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { Fields, RequestOptions, Target, TargetInstance, Tool } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";

export type GovernedInstance = TargetInstance & {
  /** Whether a credential for its account is stored. */
  connected: boolean;
};

/** A reason for which a tool is neither listed nor called. */
type Rule = {
  /** What a refused call is told under `data`, for programs. */
  name: string;
  /** The sentence that says why; undefined where the tool may be used. */
  refuse(tool: Tool, instance: GovernedInstance): string | undefined;
};

const RULES: readonly Rule[] = [
  {
    name: "read-only",
    refuse: (tool, { isReadOnly }) =>
      isReadOnly && !onlyReads(tool)
        ? `This instance is read-only, and ${tool.name} does not say that it only reads. Nothing was called.`
        : undefined,
  },
];

/**
 * A target within what its instance allows: the one place that decides, for listing and for calling alike. A tool that
 * a rule refuses is not listed, and calling it is refused by name; so is reading an account that is not connected.
 * @param connectUrl where its person connects the account; undefined where that is done elsewhere
 */
export function governTarget(target: Target, current: () => GovernedInstance, connectUrl?: string): Target {
  const refusal = (tool: Tool) => {
    const instance = current();
    for (const { name, refuse } of RULES) {
      const message = refuse(tool, instance);
      if (message !== undefined) return { rule: name, message };
    }
    return undefined;
  };
  const isConnected = () => howToConnect(current(), connectUrl) === undefined;
  type Request = (params: Fields, options: RequestOptions) => Promise<Fields>;
  const behindSignIn = (request: Request | undefined): Request | undefined =>
    request &&
    (async (params, options) => {
      if (isConnected()) return request(params, options);
      throw new RpcError(INVALID_PARAMS, notConnected(current(), connectUrl), { rule: "connection" });
    });
  const { readResource, getPrompt, complete, ...rest } = target;

  return {
    ...rest,
    ...definedOnly({
      readResource: behindSignIn(readResource),
      getPrompt: behindSignIn(getPrompt),
      complete: behindSignIn(complete),
    }),
    async listTools(params, options) {
      const list = await target.listTools(params, options);
      return { ...list, tools: list.tools.filter((tool) => !refusal(tool)) };
    },
    async findTool(name, options) {
      const tool = await target.findTool(name, options);
      return tool && !refusal(tool) ? tool : undefined;
    },
    async callTool(call, options) {
      const tool = await target.findTool(call.name, options);
      if (!tool) throw new RpcError(INVALID_PARAMS, `Tool ${call.name} not found`);
      const refused = refusal(tool);
      if (refused) throw new RpcError(INVALID_PARAMS, refused.message, { rule: refused.rule });
      // For the agent to read and to tell the person; most clients keep a protocol error to themselves.
      if (!isConnected())
        return { content: [{ type: "text", text: notConnected(current(), connectUrl) }], isError: true };
      return target.callTool(call, options);
    },
  };
}

/** A hint that is absent, or anything but `true`, says nothing: such a tool may write. */
export function onlyReads({ annotations }: Tool): boolean {
  return (
    typeof annotations === "object" &&
    annotations !== null &&
    Object.hasOwn(annotations, "readOnlyHint") &&
    (annotations as Fields).readOnlyHint === true
  );
}

/** How the account is connected; undefined where it is, or where the service asks for no sign-in. */
export function howToConnect(instance: GovernedInstance, connectUrl?: string): string | undefined {
  const isReady = instance.connected || catalogueEntry(instance.serverName).auth === "none";
  return isReady ? undefined : notConnected(instance, connectUrl);
}

function notConnected({ serverName, userId }: GovernedInstance, connectUrl: string | undefined): string {
  const way = connectUrl
    ? `If that is you, open ${connectUrl} and press Connect. If it is not, ask them to.`
    : "Ask whoever gave you this server to send you its Connect link, or open Patchbay, and press Connect.";
  return `${serverName} is not connected for ${userId} yet. ${way}`;
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
