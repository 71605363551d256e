import type { Usage, UsageTotal } from "@/lib/contracts/usage";
import type { EngineContext } from "./context";
import { forgetCalls, readTotals, readUsage } from "./store/calls";
import { openInstance } from "./store/instances";
import { resume, type Suspended, suspend } from "./store/suspensions";
import { switchTool } from "./store/tool-switches";

/** What whoever runs the engine can see and do, beside the API that it serves to others. */
export type EngineControls = {
  usage(instanceId: string): Promise<Usage>;
  /** Calls of several instances in thirty days, by their ids; those that nobody called are left out. */
  totals(instanceIds: readonly string[]): Promise<Map<string, UsageTotal>>;
  suspendInstance(instanceId: string, isSuspended: boolean): Promise<void>;
  suspend(what: Suspended): Promise<void>;
  resume(what: Suspended): Promise<void>;
  /** Switches one tool of an instance off, or on again. */
  switchTool(instanceId: string, tool: string, isOn: boolean): Promise<void>;
  /** The tools that are switched off. */
  switchedOff(instanceId: string): Promise<string[]>;
  /** Writes down the calls that were noted so far, before the database closes. */
  flush(): Promise<void>;
  /** Lets go of calls that are older than a month. */
  forgetCalls(): Promise<void>;
};

export function createControls({ db, ledger }: EngineContext): EngineControls {
  return {
    async usage(instanceId) {
      await ledger.flush();
      const [usage, instance] = await Promise.all([readUsage(db, instanceId), openInstance(db, instanceId)]);
      return { ...usage, suspended: instance?.suspended ?? null };
    },
    async totals(instanceIds) {
      await ledger.flush();
      return readTotals(db, instanceIds);
    },
    async suspendInstance(name, isSuspended) {
      await (isSuspended ? suspend : resume)(db, { scope: "instance", name });
    },
    suspend: (what) => suspend(db, what),
    resume: (what) => resume(db, what),
    switchTool: (instanceId, tool, isOn) => switchTool(db, instanceId, tool, isOn),
    switchedOff: async (instanceId) => (await openInstance(db, instanceId))?.switchedOff ?? [],
    flush: () => ledger.flush(),
    forgetCalls: () => forgetCalls(db),
  };
}
