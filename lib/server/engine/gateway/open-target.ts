import type { EngineContext } from "../context";
import { readCredential } from "../store/credentials";
import { decideDiscovery } from "../store/instances";
import type { Instance } from "../store/read-instances";
import { listAllTools } from "../targets/list-all-tools";
import type { Caller, OpenSession, RequestOptions, Target, Tool } from "../targets/port";
import { RpcError } from "../targets/rpc-error";
import { connectUrl } from "../urls";
import type { DiscoveredServer } from "./discovery/context";
import { discoveryTarget, TOOLS_AT_MOST } from "./discovery/target";
import { placeOf } from "./drift";
import { governTarget } from "./policy";
import { howToConnect } from "./refusals";

export type Needs = Pick<
  EngineContext,
  "db" | "cipher" | "appUrl" | "targets" | "ledger" | "review" | "takeCall" | "log"
>;

/**
 * What an instance serves: what stands behind it, within what it allows, and behind the tools of discovery where it has
 * too many of its own. Whoever opens it closes it; whoever keeps it open for a session says what the instance has become since.
 */
export async function openTarget(
  context: Needs,
  instance: Instance,
  session?: { caller: Caller; current(): Instance },
): Promise<Target> {
  const current = session?.current ?? (() => instance);
  const { target, governed } = await open(context, instance, current, session);
  if (instance.legacy || instance.discovers === false) return governed;
  const discovery = discoveryTarget([discovered(context, governed, current)], {
    serverInfo: governed.serverInfo,
    handlesAuth: true,
    log: context.log,
  });
  const { listTools, findTool, callTool } = discovery;
  const discovering = { ...governed, listTools, findTool, callTool };
  if (instance.discovers) return discovering;

  const decide = async (options: RequestOptions) => {
    const { length } = await listAllTools(target, options);
    return decideDiscovery(context.db, instance.id, length > TOOLS_AT_MOST);
  };
  return undecided({ governed, discovering, decide });
}

/** Everything behind an instance that it allows, one by one, however much that is. */
export async function openGoverned(
  context: Needs,
  instance: Instance,
  current = () => instance,
): Promise<Target> {
  return (await open(context, instance, current)).governed;
}

/** An instance as one of the servers of discovery. */
export function discovered(
  { appUrl, cipher }: Needs,
  governed: DiscoveredServer["target"],
  current: () => Instance,
): DiscoveredServer {
  return {
    name: current().serverName,
    target: governed,
    isReadOnly: () => current().isReadOnly,
    howToConnect: () => howToConnect(current(), connectUrl(appUrl, cipher, current())),
  };
}

async function open(
  { db, cipher, appUrl, targets, ledger, review, takeCall }: Needs,
  instance: Instance,
  current: () => Instance,
  session?: OpenSession,
) {
  const { serverName } = instance;
  const factory = targets.behind(instance);
  const reviewAt = (address: string) => {
    const seen = { serverName, place: placeOf(address) };
    return (tools: readonly Tool[]) => review(seen, tools);
  };
  const target = await factory.open(instance, () => readCredential({ db, cipher }, instance.id), session);
  return {
    target,
    governed: governTarget(target, current, {
      connectUrl: connectUrl(appUrl, cipher, instance),
      takeCall: (limit) => takeCall(instance.id, limit),
      ...(factory.address !== undefined && { review: reviewAt(factory.address) }),
      note: (call) => ledger.note({ ...call, instanceId: instance.id }),
    }),
  };
}

type Undecided = {
  governed: Target;
  discovering: Target;
  decide(options: RequestOptions): Promise<boolean>;
};

/** Decides by the first list that succeeds, and serves accordingly from then on. */
function undecided({ governed, discovering, decide }: Undecided): Target {
  let decided: Target | undefined;
  const settle = async (options: RequestOptions) => {
    decided ??= (await decide(options)) ? discovering : governed;
    return decided;
  };
  // Where nothing can be listed, the call itself says why.
  const settleIfPossible = (options: RequestOptions) =>
    settle(options).catch((error: unknown) => {
      if (error instanceof RpcError) return governed;
      throw error;
    });
  return {
    ...governed,
    listTools: async (params, options) => (await settle(options)).listTools(params, options),
    findTool: async (name, options) => (await settleIfPossible(options)).findTool(name, options),
    callTool: async (call, options) => (await settleIfPossible(options)).callTool(call, options),
  };
}
