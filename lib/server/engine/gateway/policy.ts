import type { CallOutcome, SuspensionScope } from "@/lib/contracts/usage";
import type { Call } from "../store/calls";
import type { Fields, RequestOptions, Target, TargetInstance, Tool } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";
import { type Entered, signInOf } from "../targets/sign-in";

export type GovernedInstance = TargetInstance & {
  /** Whether a credential for its account is stored. */
  connected: boolean;
  /** What it is suspended with; null where it is not. */
  suspended: SuspensionScope | null;
  /** The tools that are switched off. */
  switchedOff: readonly string[];
  /** The tools that are switched off at every instance of its server. */
  switchedOffAtServer: readonly string[];
  /** How many calls a minute it serves; null for as many as come. */
  callLimit: number | null;
  /** Whether a tool that changed is held until somebody approves it. */
  holdsChanges: boolean;
  /** How accounts are let in at the target that was chosen for its server; null where none was. */
  registration: Entered["registration"];
};

/** How a call went: whether it was refused, by which rule, and by what it was told of the tool. */
type Outcome = Pick<Call, "tool" | "at" | "outcome" | "milliseconds" | "requestId" | "refused">;

/** Characters of a stranger's hints that are kept as evidence. */
const HINT_AT_MOST = 500;

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
  {
    name: "switched-off",
    refuse: (tool, { switchedOff }) =>
      switchedOff.includes(tool.name)
        ? `${tool.name} is switched off at this instance. Nothing was called.`
        : undefined,
  },
  {
    name: "switched-off",
    refuse: (tool, { switchedOffAtServer, serverName }) =>
      switchedOffAtServer.includes(tool.name)
        ? `${tool.name} is switched off at every instance of ${serverName}. Nothing was called.`
        : undefined,
  },
];

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

function heldBack({ name }: Tool): string {
  return `${name} describes itself in another way than it did, and waits until whoever runs Patchbay has looked at it. Nothing was called.`;
}

function tooMany(limit: number, seconds: number): string {
  return `This instance may be called ${limit} times a minute. Nothing was called. Try again in ${seconds} s.`;
}

/** A tool that there is not: nothing to count, and of a name that its caller made up. */
class Unknown extends RpcError {}

class Refused extends RpcError {
  constructor(
    readonly rule: string,
    message: string,
    readonly hint?: unknown,
  ) {
    super(INVALID_PARAMS, message, { rule });
  }
}

function noted(note: Options["note"], callTool: Target["callTool"]): Target["callTool"] {
  if (!note) return callTool;
  return async (call, options) => {
    const [at, begun] = [new Date(), performance.now()];
    const end = (outcome: CallOutcome, refused?: Call["refused"]) =>
      note({
        ...{ tool: call.name, at, outcome, requestId: options.requestId },
        milliseconds: Math.round(performance.now() - begun),
        ...(refused && { refused }),
      });
    try {
      const result = await callTool(call, options);
      end(result.isError === true ? "error" : "ok");
      return result;
    } catch (error) {
      if (error instanceof Refused) {
        const hint = (JSON.stringify(error.hint) ?? "absent").slice(0, HINT_AT_MOST);
        end("refused", { rule: error.rule, hint: hint.toWellFormed() });
      } else if (!(error instanceof Unknown)) end("failed");
      throw error;
    }
  };
}

const SUSPENSIONS = {
  instance: () => "This instance is suspended",
  user: ({ userId }) => `Every instance of ${userId} is suspended`,
  server: ({ serverName }) => `${serverName} is suspended`,
  everything: () => "Everything is suspended",
} satisfies Record<SuspensionScope, (instance: GovernedInstance) => string>;

function suspension(instance: GovernedInstance): string | undefined {
  const { suspended } = instance;
  return suspended
    ? `${SUSPENSIONS[suspended](instance)} by whoever runs Patchbay, for now. Nothing was called.`
    : undefined;
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
  const isReady = instance.connected || signInOf(instance) === "none";
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
