import { listStrataInstances, type Strata } from "../store/stratas";
import type { Target } from "../targets/port";
import { discoveryTarget } from "./discovery/target";
import { discovered, type Needs, openGoverned } from "./open-target";

/**
 * Several servers of one user at one address, each within what its own instance allows. A server is opened when it is
 * first asked for something, so that an agent which uses one of ninety waits for that one alone.
 */
export async function openStrataTarget(context: Needs, strata: Strata): Promise<Target> {
  // What asks for a token of its own is reached at its own URL alone.
  const all = await listStrataInstances(context.db, strata.id);
  const instances = all.filter(({ tokenHash }) => tokenHash === null);
  const servers = instances.map((instance) =>
    discovered(
      context,
      openLater(() => openGoverned(context, instance)),
      () => instance,
    ),
  );
  return discoveryTarget(servers, {
    serverInfo: { name: "patchbay", title: "Patchbay Strata", version: "1.0.0" },
    handlesAuth: strata.handlesAuth,
    log: context.log,
  });
}

type Opened = Pick<Target, "listTools" | "findTool" | "callTool" | "close">;

function openLater(open: () => Promise<Target>): Opened {
  let opened: Promise<Target> | undefined;
  const target = () => {
    opened ??= open();
    return opened;
  };
  return {
    listTools: async (params, options) => (await target()).listTools(params, options),
    findTool: async (name, options) => (await target()).findTool(name, options),
    callTool: async (call, options) => (await target()).callTool(call, options),
    async close() {
      await (await opened)?.close();
    },
  };
}
