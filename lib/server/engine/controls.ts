import type { DriftRule, ToolChanges } from "@/lib/contracts/drift";
import type { ServerName } from "@/lib/contracts/server-name";
import type { CredentialHistory, Suspensions, Usage, UsageDays, UsageTotal } from "@/lib/contracts/usage";
import { hashToken, randomToken } from "../cipher";
import type { EngineContext } from "./context";
import { forgetCalls, readTotals, readUsage } from "./store/calls";
import { listEnding } from "./store/credentials";
import { controlInstance, openInstance, rotateUrls } from "./store/instances";
import { listRefreshes } from "./store/refreshes";
import { readDriftRule, writeDriftRule } from "./store/settings";
import { listSuspensions, resume, type Suspended, suspend } from "./store/suspensions";
import { listServerSwitches, switchServerTool, switchTool } from "./store/tool-switches";
import { approveVersion, listChanges } from "./store/tool-versions";
import { readUsageDays } from "./store/usage-days";
import { serverUrl } from "./urls";

/** What whoever runs the engine can see and do, beside the API that it serves to others. */
export type EngineControls = {
  usage(instanceId: string): Promise<Usage>;
  /** Calls of several instances in thirty days, by their ids; those that nobody called are left out. */
  totals(instanceIds: readonly string[]): Promise<Map<string, UsageTotal>>;
  /** Calls of all instances together, day by day, and which were called the most. */
  usageDays(): Promise<UsageDays>;
  /** How the tokens of an instance's account fared. */
  credentialHistory(instanceId: string): Promise<CredentialHistory>;
  /** Instances whose account ends within a day and cannot be renewed, of the 1,000 that end next. */
  endingAccounts(): Promise<{ instanceId: string; endsAt: Date }[]>;
  suspendInstance(instanceId: string, isSuspended: boolean): Promise<void>;
  suspend(what: Suspended): Promise<void>;
  resume(what: Suspended): Promise<void>;
  /** What is suspended beside single instances. */
  suspensions(): Promise<Suspensions["suspensions"]>;
  /** Switches one tool of an instance off, or on again. */
  switchTool(instanceId: string, tool: string, isOn: boolean): Promise<void>;
  /** The tools that are switched off. */
  switchedOff(instanceId: string): Promise<string[]>;
  /** The same at every instance of a server. */
  switchServerTool(serverName: ServerName, tool: string, isOn: boolean): Promise<void>;
  serverSwitchedOff(serverName: ServerName): Promise<string[]>;
  /** @param callLimit calls a minute; null for as many as come */
  limitCalls(instanceId: string, callLimit: number | null): Promise<void>;
  /** Has an instance's URLs be others from now on; undefined where there is none of that id. */
  rotateUrl(instanceId: string): Promise<string | undefined>;
  /** The address at which an instance only reads; undefined where there is none of that id. */
  readOnlyUrl(instanceId: string): Promise<string | undefined>;
  /** Has callers show a token beside the URL, in place of the one before. */
  makeToken(instanceId: string): Promise<string>;
  removeToken(instanceId: string): Promise<void>;
  toolChanges(): Promise<ToolChanges>;
  ruleDrift(rule: DriftRule): Promise<void>;
  /** False where nothing of that kind was seen. */
  approveTool(change: { serverName: ServerName; tool: string; hash: string }): Promise<boolean>;
  /** Writes down the calls that were noted so far, before the database closes. */
  flush(): Promise<void>;
  /** Lets go of calls that are older than a month. */
  forgetCalls(): Promise<void>;
};

const FREE = { callLimit: null, hasToken: false, switchedOff: [], switchedOffAtServer: [] };

export function createControls({ db, cipher, appUrl, ledger }: EngineContext): EngineControls {
  return {
    async usage(instanceId) {
      await ledger.flush();
      const [usage, instance] = await Promise.all([readUsage(db, instanceId), openInstance(db, instanceId)]);
      if (!instance) return { ...usage, suspended: null, rules: FREE };
      const { suspended, callLimit, tokenHash, switchedOff, switchedOffAtServer } = instance;
      const rules = { callLimit, hasToken: tokenHash !== null, switchedOff, switchedOffAtServer };
      return { ...usage, suspended, rules };
    },
    async totals(instanceIds) {
      await ledger.flush();
      return readTotals(db, instanceIds);
    },
    async usageDays() {
      await ledger.flush();
      return readUsageDays(db, new Date());
    },
    async credentialHistory(instanceId) {
      const [refreshes, instance] = await Promise.all([
        listRefreshes(db, instanceId),
        openInstance(db, instanceId),
      ]);
      const { revocation: outcome, revokedAt, tokensLiveUntil } = instance ?? {};
      if (!outcome || !revokedAt) return { isKept: true, refreshes, revocation: null };
      const [at, until] = [revokedAt.toISOString(), tokensLiveUntil?.toISOString() ?? null];
      return { isKept: true, refreshes, revocation: { outcome, at, until } };
    },
    endingAccounts: () => listEnding(db),
    async suspendInstance(name, isSuspended) {
      await (isSuspended ? suspend : resume)(db, { scope: "instance", name });
    },
    suspend: (what) => suspend(db, what),
    resume: (what) => resume(db, what),
    async suspensions() {
      const rows = await listSuspensions(db);
      return rows.flatMap(({ scope, name, since }) =>
        scope === "instance" ? [] : [{ scope, name, since: since.toISOString() }],
      );
    },
    switchTool: (instanceId, tool, isOn) => switchTool(db, instanceId, tool, isOn),
    switchedOff: async (instanceId) => (await openInstance(db, instanceId))?.switchedOff ?? [],
    switchServerTool: (serverName, tool, isOn) => switchServerTool(db, serverName, tool, isOn),
    serverSwitchedOff: (serverName) => listServerSwitches(db, serverName),
    limitCalls: (instanceId, callLimit) => controlInstance(db, instanceId, { callLimit }),
    async rotateUrl(instanceId) {
      const rotated = await rotateUrls(db, instanceId);
      if (!rotated) return undefined;
      const { connectionType, urlVersion } = rotated;
      return serverUrl(appUrl, cipher, instanceId, connectionType, "instance", urlVersion);
    },
    async readOnlyUrl(instanceId) {
      const instance = await openInstance(db, instanceId);
      if (!instance) return undefined;
      const { connectionType, urlVersion } = instance;
      return serverUrl(appUrl, cipher, instanceId, connectionType, "read-only", urlVersion);
    },
    async makeToken(instanceId) {
      const token = randomToken();
      await controlInstance(db, instanceId, { tokenHash: hashToken(token) });
      return token;
    },
    removeToken: (instanceId) => controlInstance(db, instanceId, { tokenHash: null }),
    async toolChanges() {
      const [rule, changes] = await Promise.all([readDriftRule(db), listChanges(db)]);
      return { rule, changes };
    },
    ruleDrift: (rule) => writeDriftRule(db, rule),
    approveTool: (change) => approveVersion(db, change),
    flush: () => ledger.flush(),
    forgetCalls: () => forgetCalls(db),
  };
}
