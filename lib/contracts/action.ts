import type { Role } from "./member";
import { roleIncludes } from "./terms/role";

/** Who may do something besides the members whose role includes `role`: visitors of links, or the console itself. */
type Other = "visitor" | "system";
type Rule = {
  /** What it is done to: the type of the audit event's subject. */
  subject:
    | "api-key"
    | "bundle"
    | "console"
    | "instance"
    | "job"
    | "link"
    | "member"
    | "organisation"
    | "server"
    | "upstream"
    | "user"
    | "view"
    | "webhook";
  /** The least role of whoever has one; without it, no member may. */
  role?: Role;
  others?: readonly Other[];
  /** For people alone: no API key does it, whatever its scope and its role. */
  peopleOnly?: true;
  /** Also in a session that lacks a second factor yet; all else is not. */
  duringSignIn?: true;
  /** Whether it leaves an audit event of this name, or of which other one. */
  audited?: true | string;
  /** What webhooks may be told where it went well; `lib/server/audit/announce.ts` says when. */
  events?: readonly `${string}.${string}`[];
};

/**
 * All that can be done, as `<subject>.<verb>`: the one vocabulary of roles, services, routes and the audit. What is audited
 * says its details in `audit-details.ts`, and its words in `lib/words/actions.ts`.
 */
export const ACTIONS = {
  "console.check": { subject: "console", others: ["visitor"] },
  "console.set-up": { subject: "member", others: ["visitor"], audited: "member.create" },
  /** All that is encrypted, with another secret, on the machine. No service: the command tells of it. */
  "console.rotate-secret": { subject: "console", others: ["system"], audited: true },
  "overview.read": { subject: "console", role: "viewer" },
  "system.check": { subject: "console", role: "administrator", peopleOnly: true },
  "activity.list": { subject: "console", role: "viewer" },

  "activity.export": { subject: "console", role: "administrator", audited: true },

  "instance.list": { subject: "instance", role: "viewer" },
  "instance.read": { subject: "instance", role: "viewer" },
  "instance.read-usage": { subject: "instance", role: "viewer" },
  "instance.read-history": { subject: "instance", role: "viewer" },
  "instance.export": { subject: "instance", role: "viewer", audited: true },
  /** What a creation of many would make, and what of it there is. */
  "instance.preview": { subject: "instance", role: "operator" },
  "instance.create": { subject: "instance", role: "operator", audited: true, events: ["instance.created"] },
  "instance.update": { subject: "instance", role: "operator", audited: true },
  "instance.suspend": { subject: "instance", role: "operator", audited: true },
  "instance.limit-calls": { subject: "instance", role: "operator", audited: true },
  "instance.rotate-url": {
    subject: "instance",
    role: "operator",
    audited: true,
    events: ["instance.url-changed"],
  },
  "instance.make-token": { subject: "instance", role: "operator", audited: true },
  "instance.remove-token": { subject: "instance", role: "operator", audited: true },
  "instance.switch-tool": { subject: "instance", role: "operator", audited: true },
  "instance.delete": { subject: "instance", role: "operator", audited: true, events: ["instance.deleted"] },
  "instance.deauthorize": {
    subject: "instance",
    role: "operator",
    audited: true,
    events: ["instance.needs-authorization"],
  },
  "instance.reveal": { subject: "instance", role: "operator", audited: true },
  "instance.set-auth": { subject: "instance", role: "operator", others: ["visitor"], audited: true },
  "instance.list-tools": { subject: "instance", role: "viewer" },
  "instance.call-tool": { subject: "instance", role: "operator", audited: true },
  /** Nobody asked: the console saw at an upstream that a state is another now. */
  "instance.observe": {
    subject: "instance",
    others: ["system"],
    audited: true,
    events: ["instance.connected", "instance.needs-authorization", "instance.gone"],
  },

  /** Its account ends soon and cannot be renewed. No service: the clock tells of it. */
  "instance.observe-end": { subject: "instance", audited: true, events: ["instance.expiring"] },

  "connect.start": { subject: "instance", role: "operator", others: ["visitor"], audited: true },
  /** Any member may come back; whether the window was theirs, the attempt knows. */
  "connect.return": {
    subject: "instance",
    role: "viewer",
    others: ["visitor", "system"],
    audited: true,
    events: ["instance.connected"],
  },
  "connect.cancel": { subject: "instance", role: "operator", others: ["visitor"], audited: true },

  "bundle.list": { subject: "bundle", role: "viewer" },
  "bundle.create": { subject: "bundle", role: "administrator", audited: true },
  "bundle.update": { subject: "bundle", role: "administrator", audited: true },
  "bundle.delete": { subject: "bundle", role: "administrator", audited: true },

  "link.list": { subject: "link", role: "viewer" },
  "link.create": { subject: "link", role: "operator", audited: true, events: ["link.created"] },
  "link.remind": { subject: "link", role: "operator", audited: true },
  /** No service: what makes or renews a link tells of the mail that went with it. */
  "link.mail": { subject: "link", audited: true },
  "link.revoke": { subject: "link", role: "operator", audited: true },
  "link.open": { subject: "link", others: ["visitor"] },
  /** A tally, of which the audit would only grow. */
  "link.count-opening": { subject: "link", others: ["visitor"] },
  "link.confirm": { subject: "link", others: ["visitor"], audited: true },

  /** No service: whoever connects the last account of a link finishes it. */
  "link.finish": { subject: "link", audited: true, events: ["link.finished"] },

  /** It ends soon, with accounts left to connect. No service: the clock tells of it. */
  "link.observe-end": { subject: "link", audited: true, events: ["link.expiring"] },

  "user.list": { subject: "user", role: "viewer" },
  "user.read": { subject: "user", role: "viewer" },
  "user.list-upstream": { subject: "user", role: "operator" },
  "user.adopt": { subject: "user", role: "operator", audited: "instance.create" },
  "user.suspend": { subject: "user", role: "operator", audited: true },
  /** What the record says of a user, and of a member of that address, on the machine. No service: the command tells of it. */
  "user.erase": { subject: "user", others: ["system"], audited: true },
  "user.offboard": { subject: "user", role: "operator", audited: true },

  "combined-url.create": { subject: "user", role: "operator", audited: true },
  "combined-url.reveal": { subject: "user", role: "operator", audited: true },
  "combined-url.remove": { subject: "user", role: "operator", audited: true },

  "view.list": { subject: "view", role: "viewer", peopleOnly: true },
  "view.create": { subject: "view", role: "viewer", peopleOnly: true, audited: true },
  "view.delete": { subject: "view", role: "viewer", peopleOnly: true, audited: true },

  "job.list": { subject: "job", role: "viewer" },
  "job.read": { subject: "job", role: "viewer" },
  /** A receipt as a signed file. */
  "job.export": { subject: "job", role: "viewer", audited: true },
  "job.create": { subject: "job", role: "operator", audited: true },
  /** Hurries what was begun; each change that comes of it is audited by itself. */
  "job.work": { subject: "job", role: "operator" },
  "job.stop": {
    subject: "job",
    role: "operator",
    others: ["system"],
    audited: true,
    events: ["job.stopped"],
  },
  /** No service: the last item ends it. */
  "job.finish": { subject: "job", audited: true, events: ["job.finished", "user.offboarded"] },

  "organisation.read": { subject: "organisation", role: "viewer", others: ["visitor"] },
  "organisation.update": { subject: "organisation", role: "administrator", peopleOnly: true, audited: true },

  "suspension.list": { subject: "console", role: "viewer" },
  "organisation.suspend": { subject: "organisation", role: "administrator", peopleOnly: true, audited: true },
  "tool-change.list": { subject: "server", role: "viewer" },
  "organisation.rule-tool-changes": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "server.approve-tool": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  /** A tool describes itself in another way than was approved. No service: the engine tells of it. */
  "server.observe-tool": { subject: "server", audited: true, events: ["server.tool-changed"] },
  "server.suspend": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "server.switch-tool": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "server.create": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "server.update": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "server.delete": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "target.list": { subject: "server", role: "administrator", peopleOnly: true },
  "target.read": { subject: "server", role: "administrator", peopleOnly: true },
  "target.update": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "target.reset": { subject: "server", role: "administrator", peopleOnly: true, audited: true },
  "target.test": { subject: "server", role: "administrator", peopleOnly: true, audited: true },

  "member.create": {
    subject: "member",
    role: "administrator",
    others: ["system"],
    peopleOnly: true,
    audited: true,
  },
  "member.list": { subject: "member", role: "administrator", peopleOnly: true },
  "member.invite": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  /** No service: whoever invites tells of the mail that went with it. */
  "member.mail": { subject: "member", audited: true },
  "member.withdraw": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  "member.accept": { subject: "member", others: ["visitor"], audited: "member.create" },
  "member.update": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  "member.remove": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  "member.end-sessions": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  "member.reset-password": { subject: "member", role: "administrator", peopleOnly: true, audited: true },
  "member.reset-second-factor": {
    subject: "member",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "account.read": { subject: "member", role: "viewer", peopleOnly: true },
  "account.update": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "account.read-notices": { subject: "member", role: "viewer", peopleOnly: true },
  "account.update-notices": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "account.test-notices": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "session.create": { subject: "member", others: ["visitor"], audited: true },
  "session.end": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "password.change": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "passkey.begin": { subject: "member", role: "viewer", peopleOnly: true },
  "passkey.add": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "passkey.remove": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "passkey.begin-sign-in": { subject: "member", others: ["visitor"] },
  "passkey.sign-in": { subject: "member", others: ["visitor"], audited: "session.create" },
  "second-factor.begin": {
    subject: "member",
    role: "viewer",
    peopleOnly: true,
    audited: true,
    duringSignIn: true,
  },
  "second-factor.confirm": {
    subject: "member",
    role: "viewer",
    peopleOnly: true,
    audited: true,
    duringSignIn: true,
  },
  "second-factor.verify": {
    subject: "member",
    role: "viewer",
    peopleOnly: true,
    audited: "session.create",
    duringSignIn: true,
  },
  "second-factor.remove": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "second-factor.renew-codes": { subject: "member", role: "viewer", peopleOnly: true, audited: true },
  "sign-in.read": { subject: "organisation", role: "administrator", peopleOnly: true },
  /** What the sign-in page offers. */
  "sign-in.list-ways": { subject: "organisation", others: ["visitor"] },
  "sign-in.allow-passwords": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "single-sign-on.update": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "single-sign-on.remove": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "single-sign-on.begin": { subject: "member", others: ["visitor"] },
  "single-sign-on.complete": { subject: "member", others: ["visitor"], audited: "session.create" },
  /** The provider says that somebody is gone there. */
  "single-sign-on.end": { subject: "member", others: ["visitor"], audited: "session.end" },
  "scim.make-token": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  "scim.remove-token": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  /** What a directory does with its token: it acts as the console itself. */
  "scim.read": { subject: "member", others: ["system"] },
  "scim.create": { subject: "member", others: ["system"], audited: "member.create" },
  "scim.update": { subject: "member", others: ["system"], audited: "member.update" },
  "scim.remove": { subject: "member", others: ["system"], audited: "member.remove" },
  "sign-in.require-second-factor": {
    subject: "organisation",
    role: "administrator",
    peopleOnly: true,
    audited: true,
  },
  /** By a link that an administrator made. */
  "password.reset": { subject: "member", others: ["visitor"], audited: "password.change" },

  /** A key acts in its maker's name, so that whoever makes one could do it all themselves. */
  "api-key.list": { subject: "api-key", role: "administrator", peopleOnly: true },
  "api-key.create": { subject: "api-key", role: "administrator", peopleOnly: true, audited: true },
  "api-key.revoke": { subject: "api-key", role: "administrator", peopleOnly: true, audited: true },
  /** It ends soon. No service: the clock tells of it. */
  "api-key.observe-end": { subject: "api-key", audited: true, events: ["api-key.expiring"] },
  /** A key called the engine's API for more than to read. No service: the engine tells of it. */
  "api-key.use": { subject: "api-key", audited: true },

  /** An upstream fails, or answers again. No service: the clock tells of it. */
  "upstream.observe": {
    subject: "upstream",
    audited: true,
    events: ["upstream.failing", "upstream.recovered"],
  },

  "webhook.list": { subject: "webhook", role: "administrator" },
  "webhook.read": { subject: "webhook", role: "administrator" },
  "webhook.create": { subject: "webhook", role: "administrator", audited: true },
  "webhook.update": { subject: "webhook", role: "administrator", audited: true },
  "webhook.rotate-secret": { subject: "webhook", role: "administrator", audited: true },
  "webhook.delete": { subject: "webhook", role: "administrator", audited: true },
  "webhook.test": { subject: "webhook", role: "administrator", audited: true },
  "webhook.redeliver": { subject: "webhook", role: "administrator", audited: true },
  /** No service: an endpoint that fails for days is told nothing more. */
  "webhook.disable": { subject: "webhook", audited: true, events: ["webhook.disabled"] },

  /** What API keys may at the engine's API: each is a scope, and its role the least that a key's must be for it. */
  "engine.read": { subject: "instance", role: "viewer" },
  "engine.create": { subject: "instance", role: "operator", audited: "api-key.use" },
  "engine.call": { subject: "instance", role: "operator", audited: "api-key.use" },
  "engine.admin": { subject: "instance", role: "administrator", audited: "api-key.use" },
  "engine.secrets": { subject: "instance", role: "administrator", audited: "api-key.use" },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACTIONS;

/** What leaves an audit event of its own name. */
export type AuditedAction = {
  [A in Action]: (typeof ACTIONS)[A] extends { audited: true } ? A : never;
}[Action];

/** The rule of an action, whichever it is. */
export function ruleOf(action: Action): Rule {
  return ACTIONS[action];
}

/** Whether a member of that role may do it. */
export function mayDo(role: Role, action: Action): boolean {
  const { role: least } = ruleOf(action);
  return least !== undefined && roleIncludes(role, least);
}
