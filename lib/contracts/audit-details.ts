import * as z from "zod/mini";
import type { AuditedAction } from "./action";

const changeOf = <S extends z.ZodMiniType>(value: S) => z.object({ from: value, to: value });
const nothing = z.object({});
const bundle = z.object({ name: z.string(), servers: z.array(z.string()), isReadOnly: z.boolean() });
const attempt = z.object({ attempt: z.string() });
/** Whether it was one try too many; the first of a quarter of an hour stands for those that follow it. */
const password = z.object({ tooMany: z.optional(z.boolean()) });
const combined = z.object({ upstream: z.string(), servers: z.array(z.string()) });
/** The address without its query, which may hold a key. */
const webhook = z.object({ address: z.string(), events: z.array(z.string()) });
const imageChange = z.enum(["kept", "removed", "changed"]);
const target = z.object({
  kind: z.string(),
  /** Without its query, which may hold a key. */
  address: z.optional(z.string()),
  registration: z.optional(z.string()),
  clientId: z.optional(z.string()),
  clientSecret: z.optional(z.enum(["kept", "removed", "changed"])),
  headers: z.optional(z.array(z.string())),
});

/**
 * What an audit event of each action says beside who, what and when; never a secret. What a schema does not name is not
 * recorded. They stand apart from the actions, because no page needs them.
 */
export const AUDIT_DETAILS = {
  "activity.export": z.object({ format: z.string(), filter: z.record(z.string(), z.unknown()) }),
  "console.rotate-secret": z.object({ renewed: z.int(), lost: z.int() }),
  "user.erase": z.object({ events: z.int() }),
  "instance.create": z.object({
    upstream: z.string(),
    serverName: z.string(),
    userId: z.string(),
    platformName: z.optional(z.nullable(z.string())),
    connectionType: z.string(),
    legacy: z.boolean(),
    isReadOnly: z.boolean(),
    /** The upstream's id of it; not there where the upstream did not answer. */
    instanceId: z.optional(z.string()),
    /** Whether it was new. */
    created: z.optional(z.boolean()),
    /** Whether it was there before the console was, and was only taken into the record. */
    adopted: z.optional(z.boolean()),
  }),
  "instance.update": z.object({
    isReadOnly: z.union([changeOf(z.boolean()), z.object({ asked: z.boolean() })]),
  }),
  "instance.suspend": z.object({ isSuspended: z.boolean() }),
  "instance.limit-calls": z.object({ callLimit: z.nullable(z.number()) }),
  "instance.rotate-url": nothing,
  "instance.make-token": nothing,
  "instance.remove-token": nothing,
  "instance.switch-tool": z.object({ tool: z.string(), isOn: z.boolean() }),
  "instance.delete": z.object({
    serverName: z.string(),
    userId: z.string(),
    platformName: z.string(),
    upstream: z.string(),
    instanceId: z.string(),
    knownUpstream: z.optional(z.boolean()),
  }),
  "instance.deauthorize": z.object({
    status: z.optional(changeOf(z.string())),
    knownUpstream: z.optional(z.boolean()),
  }),
  /** Whether it was the address at which it only reads. */
  "instance.reveal": z.object({ readOnly: z.optional(z.boolean()) }),
  /** What was chosen, as a filter has it, or how many by their ids. */
  "instance.export": z.object({
    filter: z.optional(z.record(z.string(), z.unknown())),
    ids: z.optional(z.int()),
  }),
  "instance.set-auth": nothing,
  "instance.call-tool": z.object({ tool: z.string() }),
  "instance.observe": z.object({ status: changeOf(z.string()), missing: changeOf(z.boolean()) }),
  /** When the account's tokens end. */
  "instance.observe-end": z.object({ endsAt: z.string() }),
  "connect.start": attempt,
  "connect.return": z.extend(attempt, {
    state: z.string(),
    /** Whether the window came back to us; otherwise it is what the upstream was seen to say. */
    returned: z.optional(z.boolean()),
  }),
  "connect.cancel": attempt,
  "bundle.create": bundle,
  "bundle.update": bundle,
  "bundle.delete": bundle,
  "link.create": z.object({
    person: z.string(),
    userId: z.string(),
    instances: z.array(z.string()),
    expiresAt: z.string(),
  }),
  "link.remind": nothing,
  "link.mail": z.object({ to: z.string(), reason: z.optional(z.string()) }),
  "link.revoke": nothing,
  "link.finish": z.object({ person: z.string(), userId: z.string() }),
  "link.observe-end": z.object({ person: z.string(), userId: z.string(), endsAt: z.string() }),
  "link.confirm": z.object({ person: z.string() }),
  "user.suspend": z.object({ isSuspended: z.boolean() }),
  "user.offboard": z.object({
    userId: z.string(),
    job: z.string(),
    action: z.string(),
    total: z.int(),
  }),
  "combined-url.create": z.extend(combined, { created: z.boolean() }),
  "combined-url.reveal": combined,
  "combined-url.remove": z.extend(combined, { knownUpstream: z.optional(z.boolean()) }),
  "view.create": z.object({ name: z.string() }),
  "view.delete": z.object({ name: z.string() }),
  "job.create": z.object({
    job: z.string(),
    action: z.string(),
    total: z.int(),
    filter: z.optional(z.record(z.string(), z.unknown())),
    /** The name of the bundle that is given, where one is. */
    bundle: z.optional(z.string()),
  }),
  "job.export": nothing,
  "job.stop": z.object({ because: z.optional(z.string()) }),
  "job.finish": z.object({
    action: z.string(),
    userId: z.optional(z.string()),
    total: z.int(),
    failed: z.int(),
  }),
  "organisation.suspend": z.object({ isSuspended: z.boolean() }),
  "organisation.rule-tool-changes": z.object({ rule: z.string() }),
  "server.observe-tool": z.object({ tool: z.string(), hash: z.string() }),
  "server.approve-tool": z.object({ tool: z.string(), hash: z.string() }),
  "server.suspend": z.object({ isSuspended: z.boolean() }),
  "server.switch-tool": z.object({ tool: z.string(), isOn: z.boolean() }),
  "server.create": z.extend(target, { category: z.string(), icon: z.optional(imageChange) }),
  "server.update": z.extend(target, { category: z.string(), icon: z.optional(imageChange) }),
  "server.delete": nothing,
  "target.update": target,
  "target.reset": nothing,
  "target.test": z.object({ registered: z.boolean(), verdict: z.optional(z.string()) }),
  "organisation.update": z.object({ name: z.string(), logo: imageChange }),
  "member.create": z.object({ email: z.string(), role: z.string() }),
  "member.invite": z.object({ email: z.string(), role: z.string(), expiresAt: z.string() }),
  "member.mail": z.object({ to: z.string(), reason: z.optional(z.string()) }),
  "member.withdraw": z.object({ email: z.string() }),
  "member.update": z.object({
    email: z.string(),
    role: z.optional(changeOf(z.string())),
    isDisabled: z.optional(changeOf(z.boolean())),
    name: z.optional(changeOf(z.string())),
    address: z.optional(changeOf(z.string())),
    externalId: z.optional(changeOf(z.nullable(z.string()))),
  }),
  "member.remove": z.object({ email: z.string(), name: z.string(), role: z.string() }),
  "member.end-sessions": z.object({ sessions: z.int() }),
  "member.reset-password": z.object({ expiresAt: z.string() }),
  "account.update": z.object({
    name: z.optional(changeOf(z.string())),
    email: z.optional(changeOf(z.string())),
  }),
  "account.update-notices": z.object({
    events: z.array(z.string()),
    byMail: z.boolean(),
    slack: z.enum(["kept", "removed", "changed"]),
  }),
  "account.test-notices": nothing,
  "member.reset-second-factor": nothing,
  "session.create": z.extend(password, {
    isDisabled: z.optional(z.boolean()),
    /** Which second factor it was; of a refused one nobody knows what it should be. */
    factor: z.optional(z.enum(["app", "recovery-code", "code"])),
    /** The password was right, and a second factor was asked for. */
    awaitsFactor: z.optional(z.boolean()),
    /** By what, where it was no password. */
    method: z.optional(z.string()),
    /** Why single sign-on refused. */
    because: z.optional(z.string()),
  }),
  /** Without a name where it was refused. */
  "passkey.add": z.object({ name: z.optional(z.string()) }),
  "passkey.remove": z.object({ name: z.string() }),
  "second-factor.begin": nothing,
  "second-factor.confirm": nothing,
  "second-factor.remove": nothing,
  "second-factor.renew-codes": nothing,
  "scim.make-token": z.object({ prefix: z.string() }),
  "scim.remove-token": z.object({ prefix: z.string() }),
  "sign-in.allow-passwords": z.object({ isAllowed: z.boolean() }),
  "single-sign-on.update": z.object({
    issuer: z.string(),
    clientId: z.string(),
    clientSecret: z.enum(["kept", "removed", "changed"]),
    domains: z.array(z.string()),
    roleClaim: z.nullable(z.string()),
    defaultRole: z.nullable(z.string()),
  }),
  "single-sign-on.remove": z.object({ issuer: z.string() }),
  "sign-in.require-second-factor": z.object({ isRequired: z.boolean() }),
  /** How many others of one's own were ended; without it, it was to sign out. */
  "session.end": z.object({
    others: z.optional(z.int()),
    /** The provider of single sign-on ended so many. */
    byProvider: z.optional(z.int()),
  }),
  "password.change": z.extend(password, { byLink: z.optional(z.boolean()) }),
  "webhook.create": webhook,
  "webhook.update": z.extend(webhook, { isEnabled: z.optional(z.boolean()) }),
  "webhook.rotate-secret": z.object({ address: z.string() }),
  "webhook.delete": webhook,
  "webhook.test": z.object({ address: z.string() }),
  "webhook.redeliver": z.object({ address: z.string(), delivery: z.string(), type: z.string() }),
  "webhook.disable": z.object({ address: z.string(), because: z.string() }),
  "api-key.create": z.object({
    name: z.string(),
    scopes: z.array(z.string()),
    role: z.string(),
    account: z.string(),
    expiresAt: z.nullable(z.string()),
  }),
  "api-key.revoke": z.object({ name: z.string() }),
  "api-key.observe-end": z.object({ name: z.string(), endsAt: z.string() }),
  /** How many calls there were in two hours, and how many of them failed. */
  "upstream.observe": z.object({ isFailing: z.boolean(), calls: z.int(), failures: z.int() }),
  "api-key.use": z.object({
    /** The operation, as the API's document names it. */
    operation: z.string(),
    /** What the path and the body named. */
    instanceId: z.optional(z.string()),
    userId: z.optional(z.string()),
    status: z.int(),
  }),
} satisfies Record<AuditedAction, z.ZodMiniType>;

export type DetailsOf<A extends AuditedAction> = z.input<(typeof AUDIT_DETAILS)[A]>;
