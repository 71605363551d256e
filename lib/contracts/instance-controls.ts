import type { DriftRule, ToolChanges } from "./drift";
import type { ServerName } from "./server-name";
import type { AccountState } from "./status";
import type { CredentialHistory, SuspensionScope, Suspensions, Usage, UsageDays, UsageTotal } from "./usage";

/** What is suspended: one instance, all of a user's, all of a server's, or everything, whose name is empty. */
export type Suspended = { scope: SuspensionScope; name: string };

/** What can be changed of instances whose calls pass through this console. */
export type InstanceChanges = {
  /** Refuses all calls of an instance, until it is taken back; the instance, its URL and its account stay. */
  suspendInstance(instanceId: string, isSuspended: boolean): Promise<void>;
  /** The same of all that a user has, of a server, or of everything, whose name is empty. */
  suspend(what: Suspended): Promise<void>;
  resume(what: Suspended): Promise<void>;
  /** Switches one tool of an instance off, or on again: off, it is neither listed nor called. */
  switchTool(instanceId: string, tool: string, isOn: boolean): Promise<void>;
  /** The same at every instance of a server. */
  switchServerTool(serverName: ServerName, tool: string, isOn: boolean): Promise<void>;
  /** @param callLimit calls a minute; null for as many as come */
  limitCalls(instanceId: string, callLimit: number | null): Promise<void>;
  /** Has an instance's URLs be others from now on, and answers the new one; undefined where it is gone. */
  rotateUrl(instanceId: string): Promise<string | undefined>;
  /** Has callers show a token beside the URL, in place of the one before. */
  makeToken(instanceId: string): Promise<string>;
  removeToken(instanceId: string): Promise<void>;
  ruleDrift(rule: DriftRule): Promise<void>;
  /** False where nothing of that kind was seen. */
  approveTool(change: { serverName: ServerName; tool: string; hash: string }): Promise<boolean>;
};

/** What can be known and done of instances whose calls pass through this console. */
export type InstanceControls = {
  usage(instanceId: string): Promise<Usage>;
  /** Calls of several instances in thirty days, by their ids; those that nobody called are left out. */
  totals(instanceIds: readonly string[]): Promise<Map<string, UsageTotal>>;
  /** Calls of all instances together, day by day, and which were called the most. */
  usageDays(): Promise<UsageDays>;
  /** How the tokens of an instance's account fared. */
  credentialHistory(instanceId: string): Promise<CredentialHistory>;
  /** Instances whose account ends within a day and cannot be renewed, of the 1,000 that end next. */
  endingAccounts(): Promise<{ instanceId: string; endsAt: Date }[]>;
  suspensions(): Promise<Suspensions["suspensions"]>;
  /** The tools of an instance that are switched off. */
  switchedOff(instanceId: string): Promise<string[]>;
  /** The same of every instance of a server. */
  serverSwitchedOff(serverName: ServerName): Promise<string[]>;
  /** The address at which an instance only reads; undefined where it is gone. */
  readOnlyUrl(instanceId: string): Promise<string | undefined>;
  /** Tools that describe themselves in another way than they did. */
  toolChanges(): Promise<ToolChanges>;
  /** Lets go of calls that are older than is told. */
  forgetCalls(): Promise<void>;
  /**
   * What can be changed, as part of a transaction of the database in which the console keeps its record too. A process that
   * ends in the middle leaves neither the change nor a record of it.
   */
  within(transaction: object): InstanceChanges;
};

/**
 * What can be asked and done of many instances in one step, by their ids: each answers those that were there. An id that is
 * none is not there.
 */
export type InstancesAtOnce = {
  observe(instanceIds: readonly string[]): Promise<Map<string, { account: AccountState; userId: string }>>;
  setReadOnly(instanceIds: readonly string[], isReadOnly: boolean): Promise<Set<string>>;
  remove(instanceIds: readonly string[]): Promise<Set<string>>;
};
