import type { AuditedAction } from "@/lib/contracts/action";
import { instanceStatusSchema } from "@/lib/contracts/status";
import { STATUS_LABELS } from "./labels";
import { listWords } from "./list";
import { showUnseen } from "./unseen";

/** An audit event as far as its words go. The details are of whichever version recorded them. */
export type Told = {
  action: string;
  outcome: "succeeded" | "refused" | "failed";
  details: Record<string, unknown>;
};
type Words = (event: Told & { done: boolean }) => string;

/** How somebody came in who gave no password. */
const METHODS: Record<string, string> = {
  "single-sign-on": " by single sign-on",
  passkey: " with a passkey",
};

/** What somebody did, as a sentence that their name begins. An action without words here does not compile. */
const WORDS: Record<AuditedAction, Words> = {
  "console.rotate-secret": () => "encrypted everything with another secret",
  "activity.export": () => "exported the record",
  "user.erase": () => "erased what the record said of a user",
  "instance.create": ({ details }) => {
    if (details.adopted === true) return "took it into the record";
    return details.created === false ? "asked for it again, and was given this one" : "created it";
  },
  "instance.update": ({ done, details }) => {
    // A create that could not keep its promise of read-only puts the record right.
    if (!done && isChange(details.isReadOnly))
      return "asked for read-only, which the upstream did not confirm";
    return updateWords(details.isReadOnly);
  },
  "instance.suspend": ({ details }) => suspensionWords(details, "it"),
  "instance.limit-calls": ({ details }) =>
    typeof details.callLimit === "number"
      ? `let it be called ${details.callLimit === 1 ? "once" : `${details.callLimit} times`} a minute`
      : "let it be called as often as agents like",
  "instance.rotate-url": () => "gave it another server URL, and the one before is dead",
  "instance.make-token": () => "made a token that its callers show beside the URL",
  "instance.remove-token": () => "let the URL alone open it again",
  "instance.switch-tool": switchWords,
  "instance.delete": () => "deleted it",
  "instance.deauthorize": () => "removed the authorization",
  "instance.reveal": ({ details }) =>
    details.readOnly === true
      ? "looked at or copied the read-only address"
      : "looked at or copied the server URL",
  "instance.export": () => "exported a list of instances",
  "instance.set-auth": ({ done }) =>
    done ? "passed on a key of the account" : "passed on a key that the upstream did not take",
  "instance.call-tool": ({ done, details }) => `ran ${toolName(details)}${done ? "" : ", which failed"}`,
  "instance.observe": observationWords,
  "instance.observe-end": () => "saw that its account ends soon, and cannot be renewed",
  "connect.start": () => "began to connect the account",
  "connect.return": ({ done, details }) => {
    if (details.returned === false) {
      return done
        ? "saw that the account is connected, before any window came back"
        : "saw that nobody finished connecting in time";
    }
    if (details.state === "unconfirmed") {
      return "came back, and the upstream did not say whether the account was connected anew";
    }
    if (done) return "connected the account";
    return details.state === "expired"
      ? "did not finish connecting in time"
      : "came back without the account";
  },
  "connect.cancel": () => "gave up connecting the account",
  "bundle.create": ({ details }) => `made the bundle${named(details.name)}`,
  "bundle.update": ({ details }) => `changed the bundle${named(details.name)}`,
  "bundle.delete": ({ details }) => `deleted the bundle${named(details.name)}`,
  "link.create": () => "made a connect link",
  "link.remind": () => "renewed the connect link for a reminder",
  "link.mail": ({ done, details }) =>
    `${done ? "mailed the connect link" : "could not mail the connect link"}${typeof details.to === "string" ? ` to ${details.to}` : ""}`,
  "link.revoke": () => "revoked the connect link",
  "link.finish": () => "connected the last account of the link",
  "link.observe-end": () => "saw that the connect link ends soon, with accounts left to connect",
  "link.confirm": () => "said that the connect link is for them",
  "user.suspend": ({ details }) => suspensionWords(details, "every instance of the user"),
  "user.offboard": () => "began to offboard the user",
  "combined-url.create": ({ details }) =>
    details.created === false
      ? `asked for the combined URL of ${serversOf(details)} again`
      : `made one URL for ${serversOf(details)}`,
  "combined-url.reveal": ({ details }) => `looked at or copied the combined URL of ${serversOf(details)}`,
  "combined-url.remove": ({ details }) => `removed the combined URL of ${serversOf(details)}`,
  "view.create": ({ details }) => `saved the view${named(details.name)} of the list`,
  "view.delete": ({ details }) => `deleted the saved view${named(details.name)}`,
  "job.create": ({ details }) => {
    if (typeof details.bundle === "string") return `began to give the bundle ${details.bundle}`;
    if (details.action === "adopt") return "began to adopt many instances";
    return details.action === "create" ? "began to create many instances" : "began work on many instances";
  },
  "job.export": () => "exported the receipt",
  "job.stop": () => "stopped the work",
  "job.finish": ({ details }) =>
    typeof details.failed === "number" && details.failed > 0
      ? `finished the work, of which ${details.failed} failed`
      : "finished the work",
  "organisation.suspend": ({ details }) => suspensionWords(details, "everything"),
  "organisation.rule-tool-changes": ({ details }) =>
    details.rule === "block" ? "had tools that change held for review" : "had tools that change told of",
  "server.observe-tool": ({ details }) => `saw that ${toolName(details)} describes itself in another way`,
  "server.approve-tool": ({ details }) => `approved ${toolName(details)} as it is now`,
  "server.suspend": ({ details }) => suspensionWords(details, "the server"),
  "server.switch-tool": (event) => `${switchWords(event)} at every instance`,
  "server.create": () => "added the server",
  "server.update": () => "changed the server",
  "server.delete": () => "deleted the server",
  "target.update": ({ details }) =>
    details.kind === "sandbox" ? "let the sandbox stand behind the server" : "set where the server leads",
  "target.reset": () => "put back where the server leads",
  "target.test": () => "tested where the server leads",
  "organisation.update": () => "changed the organisation's name or logo",
  "member.create": () => "became a member",
  "member.invite": ({ details }) => `invited ${textOr(details.email, "somebody")}`,
  "member.mail": ({ done, details }) =>
    done
      ? `mailed the invitation to${named(details.to)}`
      : `could not mail the invitation to${named(details.to)}`,
  "member.withdraw": ({ details }) => `withdrew the invitation of ${textOr(details.email, "somebody")}`,
  "member.update": memberUpdateWords,
  "member.remove": ({ details }) => `removed ${textOr(details.email, "the member")}`,
  "member.end-sessions": () => "ended the member's sessions",
  "member.reset-password": () => "made a link to choose another password",
  "account.update": ({ done }) =>
    done ? "changed their name or address" : "tried to change their address, and was refused",
  "account.update-notices": () => "chose what to be told of",
  "account.test-notices": () => "sent themselves a test notice",
  "member.reset-second-factor": () => "removed the second factor and the passkeys, and ended their sessions",
  "session.create": ({ done, details }) => {
    if (details.awaitsFactor === true) return "gave the right password, and was asked for the second factor";
    const byFactor = details.factor === "recovery-code" ? " with a recovery code" : "";
    const how = METHODS[String(details.method)] ?? "";
    if (done) return `signed in${byFactor}${how}`;
    if (how) return `tried to sign in${how}, and was refused`;
    return typeof details.factor === "string"
      ? "gave a wrong code of the second factor"
      : "tried to sign in, and was refused";
  },
  "passkey.add": ({ done, details }) =>
    done ? `added the passkey${named(details.name)}` : "tried to add a passkey, with a wrong password",
  "passkey.remove": ({ details }) => `removed the passkey${named(details.name)}`,
  "second-factor.begin": () => "began to set up a second factor",
  "second-factor.confirm": ({ done }) =>
    done ? "set up a second factor" : "gave a wrong code for a new second factor",
  "second-factor.remove": ({ done }) =>
    done ? "removed the second factor" : "tried to remove the second factor, with a wrong code",
  "second-factor.renew-codes": ({ done }) =>
    done ? "made other recovery codes" : "tried to make other recovery codes, with a wrong code",
  "scim.make-token": ({ details }) => `made the token${named(details.prefix)} that provisions members`,
  "scim.remove-token": ({ details }) => `removed the token${named(details.prefix)} that provisioned members`,
  "sign-in.allow-passwords": ({ details }) =>
    details.isAllowed === true ? "let members sign in by a password" : "turned signing in by a password off",
  "single-sign-on.update": ({ details }) => `set up single sign-on${named(details.issuer)}`,
  "single-sign-on.remove": () => "removed single sign-on",
  "sign-in.require-second-factor": ({ details }) =>
    details.isRequired === true
      ? "asked all members for a second factor"
      : "let members sign in without a second factor",
  "session.end": ({ details }) =>
    typeof details.byProvider === "number"
      ? "ended the sessions of whoever signed out at the provider"
      : typeof details.others === "number"
        ? "ended other sessions of theirs"
        : "signed out",
  "password.change": ({ done }) =>
    done ? "changed the password" : "tried to change the password, and was refused",
  "webhook.create": ({ details }) => `added the webhook${named(details.address)}`,
  "webhook.update": ({ details }) => {
    if (details.isEnabled === true) return `enabled the webhook${named(details.address)} again`;
    return `${details.isEnabled === false ? "disabled" : "changed"} the webhook${named(details.address)}`;
  },
  "webhook.rotate-secret": ({ details }) => `gave another secret to the webhook${named(details.address)}`,
  "webhook.delete": ({ details }) => `deleted the webhook${named(details.address)}`,
  "webhook.test": ({ details }) => `sent a test event to${named(details.address)}`,
  "webhook.redeliver": ({ details }) => `delivered an event again to${named(details.address)}`,
  "webhook.disable": ({ details }) =>
    `disabled the webhook${named(details.address)}, because ${textOr(details.because, "it failed")}`,
  "api-key.create": () => "made an API key",
  "api-key.revoke": () => "revoked the API key",
  "api-key.observe-end": () => "saw that the API key ends soon",
  "upstream.observe": ({ details }) =>
    details.isFailing === true ? "saw that the upstream is failing" : "saw that the upstream answers again",
  "api-key.use": ({ done, details }) =>
    `called the engine's API${typeof details.operation === "string" ? ` (${details.operation})` : ""}${done ? "" : ", which failed"}`,
};

/** What somebody did, as a sentence that their name begins; an action of another version as it is recorded. */
export function actionWords(event: Told): string {
  if (!isAudited(event.action)) return event.action;
  return WORDS[event.action]({ ...event, done: event.outcome === "succeeded" });
}

/** An action's short name in a list of them, which its own name yields: "Instance: call tool". */
export function actionLabel(action: string): string {
  const [subject = "", verb = ""] = action.replaceAll("-", " ").split(".");
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}: ${verb}`;
}

function serversOf({ servers }: Record<string, unknown>): string {
  return Array.isArray(servers) ? listWords(servers.map(String)) : "several servers";
}

function named(name: unknown): string {
  return typeof name === "string" ? ` ${name}` : "";
}

function isAudited(action: string): action is AuditedAction {
  return Object.hasOwn(WORDS, action);
}

function memberUpdateWords({ details: { role, isDisabled } }: Told): string {
  if (isChange(isDisabled))
    return isDisabled.to === true ? "disabled the member" : "enabled the member again";
  return isChange(role)
    ? `changed the role from ${String(role.from)} to ${String(role.to)}`
    : "changed the member";
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function suspensionWords({ isSuspended }: Told["details"], what: string): string {
  return isSuspended === true ? `suspended ${what}` : `let ${what} be used again`;
}

function switchWords({ details }: Told): string {
  return `switched ${toolName(details)} ${details.isOn === true ? "on" : "off"}`;
}

function updateWords(change: unknown): string {
  if (!isChange(change)) return "changed it";
  if (change.from === change.to) return "left it as it was";
  return change.to === true ? "made it read-only" : "let it write";
}

function observationWords({ details: { status, missing } }: Told): string {
  if (isChange(missing) && missing.from !== missing.to) {
    return missing.to === true ? "found it gone at its upstream" : "found it at its upstream again";
  }
  const known = instanceStatusSchema.safeParse(isChange(status) ? status.to : undefined);
  return known.success ? `saw it become “${STATUS_LABELS[known.data]}”` : "saw its state change";
}

/** Whether a detail says what a value was before, and what it became. */
export function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

/** By the name that a server gave it, which may hold anything. */
function toolName({ tool }: Told["details"]): string {
  return typeof tool === "string" ? showUnseen(tool) : "a tool";
}
