import type { InstanceChanges, InstanceControls } from "@/lib/contracts/instance-controls";
import { hashToken, randomToken } from "../cipher";
import type { Database } from "../db/client";
import type { EngineContext } from "./context";
import { forgetCalls, readTotals, readUsage } from "./store/calls";
import { listEnding } from "./store/credentials";
import { controlInstance, rotateUrls } from "./store/instances";
import { openInstance } from "./store/read-instances";
import { listRefreshes } from "./store/refreshes";
import { readDriftRule, writeDriftRule } from "./store/settings";
import { listSuspensions, resume, suspend } from "./store/suspensions";
import { listServerSwitches, switchServerTool, switchTool } from "./store/tool-switches";
import { approveVersion, listChanges } from "./store/tool-versions";
import { readUsageDays } from "./store/usage-days";
import { serverUrl } from "./urls";

/** What whoever runs the engine can see and do, beside the API that it serves to others. */
export type EngineControls = InstanceControls &
  InstanceChanges & {
    /** Writes down the calls that were noted so far, before the database closes. */
    flush(): Promise<void>;
  };

const FREE = { callLimit: null, hasToken: false, switchedOff: [], switchedOffAtServer: [] };

export function createControls(context: EngineContext): EngineControls {
  const { db, cipher, appUrl, ledger } = context;
  return {
    ...createChanges(context),
    within: (transaction) => createChanges({ ...context, db: transaction as Database }),
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
    async suspensions() {
      const rows = await listSuspensions(db);
      return rows.flatMap(({ scope, name, since }) =>
        scope === "instance" ? [] : [{ scope, name, since: since.toISOString() }],
      );
    },
    switchedOff: async (instanceId) => (await openInstance(db, instanceId))?.switchedOff ?? [],
    serverSwitchedOff: (serverName) => listServerSwitches(db, serverName),
    async readOnlyUrl(instanceId) {
      const instance = await openInstance(db, instanceId);
      if (!instance) return undefined;
      const { connectionType, urlVersion } = instance;
      return serverUrl(appUrl, cipher, instanceId, connectionType, "read-only", urlVersion);
    },
    async toolChanges() {
      const [rule, changes] = await Promise.all([readDriftRule(db), listChanges(db)]);
      return { rule, changes };
    },
    flush: () => ledger.flush(),
    forgetCalls: () => forgetCalls(db),
  };
}

function createChanges({
  db,
  cipher,
  appUrl,
}: Pick<EngineContext, "db" | "cipher" | "appUrl">): InstanceChanges {
  return {
    async suspendInstance(name, isSuspended) {
      await (isSuspended ? suspend : resume)(db, { scope: "instance", name });
    },
    suspend: (what) => suspend(db, what),
    resume: (what) => resume(db, what),
    switchTool: (instanceId, tool, isOn) => switchTool(db, instanceId, tool, isOn),
    switchServerTool: (serverName, tool, isOn) => switchServerTool(db, serverName, tool, isOn),
    limitCalls: (instanceId, callLimit) => controlInstance(db, instanceId, { callLimit }),
    async rotateUrl(instanceId) {
      const rotated = await rotateUrls(db, instanceId);
      if (!rotated) return undefined;
      const { connectionType, urlVersion } = rotated;
      return serverUrl(appUrl, cipher, instanceId, connectionType, "instance", urlVersion);
    },
    async makeToken(instanceId) {
      const token = randomToken();
      await controlInstance(db, instanceId, { tokenHash: hashToken(token) });
      return token;
    },
    removeToken: (instanceId) => controlInstance(db, instanceId, { tokenHash: null }),
    ruleDrift: (rule) => writeDriftRule(db, rule),
    approveTool: (change) => approveVersion(db, change),
  };
}
