import type { Fields, RequestOptions, Target, Tool } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";
import type { GovernedInstance } from "./context";
import { noted, type Outcome, Refused, Unknown } from "./note-calls";
import { heldBack, howToConnect, notConnected, suspension, tooMany } from "./refusals";
import { RULES } from "./rules";

/**
 * A target within what its instance allows: the one place that decides, for listing and for calling alike. A tool that
 * a rule refuses is not listed, and calling it is refused by name; so is reading an account that is not connected, and
 * all but listing while the instance is suspended.
 */
export function governTarget(
  target: Target,
  current: () => GovernedInstance,
  { connectUrl, note, review, takeCall }: Options = {},
): Target {
  /** The names of tools that are held, of these. */
  const heldOf = async (tools: readonly Tool[]) => {
    const changed = await review?.(tools);
    return changed && current().holdsChanges ? changed : NONE;
  };
  const refuseHeld = async (tool: Tool) => {
    if ((await heldOf([tool])).has(tool.name)) throw new Refused("drift", heldBack(tool), tool.annotations);
  };
  const refuseTooMany = async () => {
    const { callLimit } = current();
    const seconds = callLimit === null ? undefined : await takeCall?.(callLimit);
    if (seconds !== undefined) throw new Refused("call-limit", tooMany(callLimit ?? 0, seconds));
  };
  const refusal = (tool: Tool) => {
    const instance = current();
    for (const { name, refuse } of RULES) {
      const message = refuse(tool, instance);
      if (message !== undefined) return { rule: name, message };
    }
    return undefined;
  };
  const refuseSuspended = () => {
    const why = suspension(current());
    if (why !== undefined) throw new Refused("suspended", why);
  };
  const isConnected = () => howToConnect(current(), connectUrl) === undefined;
  type Request = (params: Fields, options: RequestOptions) => Promise<Fields>;
  const behindSignIn = (request: Request | undefined): Request | undefined =>
    request &&
    (async (params, options) => {
      refuseSuspended();
      if (isConnected()) return request(params, options);
      throw new RpcError(INVALID_PARAMS, notConnected(current(), connectUrl), { rule: "connection" });
    });
  const { readResource, subscribeResource, getPrompt, complete, ...rest } = target;

  return {
    ...rest,
    ...definedOnly({
      readResource: behindSignIn(readResource),
      subscribeResource: behindSignIn(subscribeResource),
      getPrompt: behindSignIn(getPrompt),
      complete: behindSignIn(complete),
    }),
    async listTools(params, options) {
      const list = await target.listTools(params, options);
      const held = await heldOf(list.tools);
      return { ...list, tools: list.tools.filter((tool) => !refusal(tool) && !held.has(tool.name)) };
    },
    async findTool(name, options) {
      const tool = await target.findTool(name, options);
      return tool && !refusal(tool) && !(await heldOf([tool])).has(name) ? tool : undefined;
    },
    callTool: noted(note, async (call, options) => {
      refuseSuspended();
      const tool = await target.findTool(call.name, options);
      if (!tool) throw new Unknown(INVALID_PARAMS, `Tool ${call.name} not found`);
      const refused = refusal(tool);
      if (refused) throw new Refused(refused.rule, refused.message, tool.annotations);
      await refuseHeld(tool);
      await refuseTooMany();
      // For the agent to read and to tell the person; most clients keep a protocol error to themselves.
      if (!isConnected())
        return { content: [{ type: "text", text: notConnected(current(), connectUrl) }], isError: true };
      return target.callTool(call, options);
    }),
  };
}

type Options = {
  /** Where its person connects the account; undefined where that is done elsewhere. */
  connectUrl?: string | undefined;
  /** Told of each call of a tool that there is, once it is over. */
  note?: ((outcome: Outcome) => void) | undefined;
  /** Answers the names of tools that are not as they were approved; left out where they cannot change. */
  review?: ((tools: readonly Tool[]) => Promise<ReadonlySet<string>>) | undefined;
  /** Counts a call towards that many a minute; answers the seconds to wait where there are none left. */
  takeCall?: ((limit: number) => Promise<number | undefined>) | undefined;
};

const NONE: ReadonlySet<string> = new Set();

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
