import type { SubjectType } from "@/lib/contracts/activity";
import type { ApiKeyScope, ApiKeyState } from "@/lib/contracts/api-key";
import type { Outcome } from "@/lib/contracts/history";
import type { AGES } from "@/lib/contracts/instance-search";
import type { JobAction } from "@/lib/contracts/job";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { LinkStanding, LinkState } from "@/lib/contracts/link";
import type { Role } from "@/lib/contracts/member";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { Readiness, TARGET_REGISTRATIONS, Target } from "@/lib/contracts/target";
import type { InstanceStanding } from "@/lib/contracts/terms/status";
import type { UpstreamId } from "@/lib/contracts/upstream";

export const STATUS_LABELS: Record<InstanceStatus, string> = orItself({
  connected: "Connected",
  waiting: "Waiting for authorization",
  "needs-reauthorization": "Needs re-authorization",
  "no-sign-in-needed": "No sign-in needed",
  revoked: "Revoked",
  unknown: "Unknown",
});

/** The same with what an upstream lost, which has one name everywhere. */
export const STANDING_LABELS: Record<InstanceStanding, string> = orItself({
  ...STATUS_LABELS,
  gone: "Gone at the upstream",
});

export const TRANSPORT_LABELS: Record<ConnectionType, string> = orItself({
  StreamableHttp: "Streamable HTTP",
  SSE: "SSE",
});

export const ACCESS_LABELS = { "read-only": "Read-only", "read-write": "Read and write" } as const;

export const PRESENCE_LABELS = { there: "Known to the upstream", gone: STANDING_LABELS.gone } as const;

export const UPSTREAM_LABELS: Record<UpstreamId, string> = orItself({
  us: "Klavis Cloud (US)",
  eu: "Klavis Cloud (EU)",
  embedded: "Embedded engine",
});

export const ROLE_LABELS: Record<Role, string> = orItself({
  viewer: "Viewer",
  operator: "Operator",
  administrator: "Administrator",
});

/** What each role may do. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: "Sees everything but server URLs and credentials, and changes nothing.",
  operator: "Creates, connects, changes and deletes instances, and sends connect links.",
  administrator: "Also manages members, API keys, servers and settings.",
};

export const AGE_LABELS: Record<(typeof AGES)[number], string> = {
  day: "Last 24 hours",
  week: "Last 7 days",
  month: "Last 30 days",
  quarter: "Last 90 days",
  older: "Older than 90 days",
};

export const LINK_STATE_LABELS: Record<LinkState, string> = {
  "not-opened": "Not opened yet",
  opened: "Opened",
  "partly-connected": "Partly connected",
  connected: "Connected",
  expired: "Expired",
  revoked: "Revoked",
  emptied: "Nothing left to connect",
};

export const LINK_STANDING_LABELS: Record<LinkStanding | "all", string> = {
  all: "All",
  open: "Open",
  expiring: "Expiring soon",
  connected: "Connected",
  ended: "Ended",
};

export const OUTCOME_LABELS: Record<Outcome, string> = orItself({
  succeeded: "Succeeded",
  refused: "Refused",
  failed: "Failed",
});

export const SUBJECT_LABELS: Record<SubjectType, string> = orItself({
  instance: "Instances",
  user: "Users",
  link: "Connect links",
  job: "Jobs",
  member: "Members",
  "api-key": "API keys",
  bundle: "Bundles",
  view: "Saved views",
  server: "Servers",
  webhook: "Webhooks",
  upstream: "Upstreams",
  organisation: "Organisation",
  console: "The record",
});

export const JOB_ACTION_LABELS: Record<JobAction, string> = orItself({
  "make-read-only": "Make read-only",
  "make-writable": "Make writable",
  refresh: "Refresh state",
  delete: "Delete",
  offboard: "Offboard",
  create: "Create instances",
  adopt: "Adopt instances",
});

export const API_KEY_STATE_LABELS: Record<ApiKeyState, string> = {
  active: "Active",
  expired: "Expired",
  revoked: "Revoked",
  ownerless: "Maker left",
};

export const API_KEY_SCOPE_LABELS: Record<ApiKeyScope, string> = orItself({
  read: "Read",
  create: "Create",
  call: "Call tools",
  admin: "Administer",
  secrets: "Raw credentials",
  console: "Console",
});

/** What each scope allows, and where. */
export const API_KEY_SCOPE_WORDS: Record<ApiKeyScope, string> = {
  read: "See instances, users and servers at the engine.",
  create: "Make, change, connect and delete instances at the engine.",
  call: "List and run tools at the engine.",
  admin: "Set up OAuth apps of your own at the engine.",
  secrets: "Read the tokens and keys of connected accounts. Each time is audited.",
  console: "Do by /api what the console's pages do, as far as the key's role goes.",
};

export const TARGET_STATE_LABELS: Record<Target["state"], string> = {
  remote: "The service itself",
  builtin: "Built in",
  sandbox: "Sandbox",
  none: "Not set up",
};

export const REGISTRATION_LABELS: Record<(typeof TARGET_REGISTRATIONS)[number], string> = {
  automatic: "Consent, registered by itself",
  "own-app": "Consent, with our own app",
  key: "A key of the account",
  none: "No sign-in",
};

export const VERDICT_LABELS: Record<Readiness["verdict"], string> = {
  works: "Works",
  "needs-own-app": "Needs your own app",
  "callback-not-allowed": "The vendor must allow this callback",
  "takes-key": "Takes a key",
  unreachable: "Unreachable from here",
  unsafe: "Unsafe",
};

/** What is in no vocabulary of this version, as a newer one may have written it, is said as it stands. */
function orItself<Words extends Record<string, string>>(words: Words): Words {
  return new Proxy(words, {
    get: (known, word) => (Object.hasOwn(known, word) ? known[String(word)] : String(word)),
  });
}
