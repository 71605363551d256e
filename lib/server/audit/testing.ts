import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { CreateApiKeyRequest } from "@/lib/contracts/api-key";
import type { BundleForm } from "@/lib/contracts/bundle";
import type { Instance } from "@/lib/contracts/instance";
import { serverNameSchema } from "@/lib/contracts/server-name";
import type { SingleSignOnForm } from "@/lib/contracts/sign-in";
import type { WebhookForm } from "@/lib/contracts/webhook";
import { randomToken } from "../cipher";
import { account, session } from "../db/schema/auth";
import { engineToolVersion } from "../db/schema/engine-target";
import { createOutbound } from "../egress/outbound";
import { endOtherSessions, endSession } from "../services/account/end-sessions";
import { updateAccount } from "../services/account/update";
import { exportActivity } from "../services/activity/export";
import { createApiKey } from "../services/api-keys/create";
import { revokeApiKey } from "../services/api-keys/revoke";
import { createBundle } from "../services/bundles/create";
import { deleteBundle } from "../services/bundles/delete";
import { updateBundle } from "../services/bundles/update";
import { createCombinedUrl } from "../services/combined-urls/create";
import { removeCombinedUrl } from "../services/combined-urls/remove";
import { revealCombinedUrl } from "../services/combined-urls/reveal";
import { cancelConnect } from "../services/connect/cancel";
import { setKey } from "../services/connect/key";
import { readConnection } from "../services/connect/read";
import { completeReturn } from "../services/connect/return";
import { startConnect } from "../services/connect/start";
import { createInstance } from "../services/instances/create";
import { createInstances } from "../services/instances/create-many";
import { deauthorizeInstance } from "../services/instances/deauthorize";
import { deleteInstance, deleteInstances } from "../services/instances/delete";
import { exportInstances } from "../services/instances/export";
import { limitCalls } from "../services/instances/limit-calls";
import { revealInstance } from "../services/instances/reveal";
import { revealInstances } from "../services/instances/reveal-many";
import { revealReadOnly } from "../services/instances/reveal-read-only";
import { rotateUrl } from "../services/instances/rotate-url";
import { suspendInstance } from "../services/instances/suspend";
import { switchTool } from "../services/instances/switch-tool";
import { makeToken, removeToken } from "../services/instances/token";
import { updateInstance, updateInstances } from "../services/instances/update";
import { createJob } from "../services/jobs/create";
import { exportReceipt } from "../services/jobs/export";
import { stopJob } from "../services/jobs/stop";
import { confirmPerson } from "../services/links/confirm";
import { createLink } from "../services/links/create";
import { createLinks } from "../services/links/create-many";
import { cancelItem, keyItem, startItem } from "../services/links/item";
import { remindLinks } from "../services/links/remind";
import { revokeLink, revokeLinks } from "../services/links/revoke";
import { linksOn } from "../services/links/testing";
import { acceptInvitation } from "../services/members/accept";
import { choosePassword } from "../services/members/choose-password";
import { endMemberSessions } from "../services/members/end-sessions";
import { inviteMember } from "../services/members/invite";
import { makePasswordLink } from "../services/members/password-link";
import { removeMember } from "../services/members/remove";
import { membersOn } from "../services/members/testing";
import { updateMember } from "../services/members/update";
import { withdrawInvitation } from "../services/members/withdraw";
import { sendTestNotice } from "../services/notices/send-test";
import { updateNotices } from "../services/notices/update";
import { updateOrganisation } from "../services/organisation/update";
import { addPasskey, beginPasskey } from "../services/passkeys/add";
import { removePasskey } from "../services/passkeys/remove";
import { beginPasskeySignIn, completePasskeySignIn } from "../services/passkeys/sign-in";
import { createAuthenticator } from "../services/passkeys/testing";
import { makeScimToken, removeScimToken } from "../services/scim/token";
import { createScimUser, patchScimUser, removeScimUser, replaceScimUser } from "../services/scim/users";
import { beginSecondFactor } from "../services/second-factor/begin";
import { confirmSecondFactor } from "../services/second-factor/confirm";
import { removeSecondFactor, resetSecondFactor } from "../services/second-factor/remove";
import { renewRecoveryCodes } from "../services/second-factor/renew-codes";
import { secondFactorsOn } from "../services/second-factor/testing";
import { verifySecondFactor } from "../services/second-factor/verify";
import { createServer } from "../services/servers/create";
import { deleteServer } from "../services/servers/delete";
import { switchServerTool } from "../services/servers/switch-tool";
import { updateServer } from "../services/servers/update";
import { completeSetup } from "../services/setup/complete";
import { openSetupLink } from "../services/setup/open";
import { allowPasswords } from "../services/sign-in/allow-passwords";
import { requireSecondFactor } from "../services/sign-in/require-second-factor";
import { beginSingleSignOn } from "../services/single-sign-on/begin";
import { completeSingleSignOn } from "../services/single-sign-on/complete";
import { endByProvider } from "../services/single-sign-on/end";
import { removeSingleSignOn } from "../services/single-sign-on/remove";
import { CLIENT, startOpenIdProvider } from "../services/single-sign-on/testing-provider";
import { updateSingleSignOn } from "../services/single-sign-on/update";
import { suspendEverything, suspendServer, suspendUser } from "../services/suspensions/suspend";
import { testTarget } from "../services/targets/test";
import { resetTarget, updateTarget } from "../services/targets/update";
import { APP_URL, instanceRequest, type TestConsole } from "../services/testing";
import { approveTool } from "../services/tool-changes/approve";
import { ruleToolChanges } from "../services/tool-changes/rule";
import { callTool } from "../services/tools/call";
import { adoptUser } from "../services/users/adopt";
import { adoptUsers } from "../services/users/adopt-many";
import { offboardUser, offboardUsers } from "../services/users/offboard";
import { createView } from "../services/views/create";
import { deleteView } from "../services/views/delete";
import { createWebhook } from "../services/webhooks/create";
import { deleteWebhook } from "../services/webhooks/delete";
import { redeliverWebhook } from "../services/webhooks/redeliver";
import { rotateWebhookSecret } from "../services/webhooks/rotate-secret";
import { sendTestEvent } from "../services/webhooks/send-test";
import { updateWebhook } from "../services/webhooks/update";

type Change = {
  /** The change itself. */
  change: () => Promise<unknown>;
  /** How it is gone on with after a failure, where it is not simply done again. */
  again?: () => Promise<unknown>;
  /** The table of which a failure leaves something all the same. */
  leaves?: "connectAttempt";
};

/** A name that there is nowhere: what is sent there fails at once. */
const newWebhook: WebhookForm = { url: "https://receiver.invalid/", events: ["instance.created"] };
const OWN = { category: "Other", url: "https://mcp.example/", registration: "none" } as const;
const ownServer = () => serverNameSchema.parse(`Acme ${randomUUID()}`);

/** There is no job of which an item would be done. */
const settle = async () => {};

/** How each service that changes something is brought to do so, by its file and its name. Each has what it needs alone. */
export function changesOn(stage: TestConsole): Record<string, () => Promise<Change>> {
  const operator = stage.as("operator");
  const links = linksOn(stage);

  async function create(): Promise<Instance> {
    const [made] = await links.create("GitHub");
    if (!made) throw new Error("nothing was created");
    return made;
  }
  /** Two servers of a new user. */
  async function combinable() {
    const { userId } = await create();
    await createInstance(operator, instanceRequest({ serverName: "Slack", userId }));
    return { userId, upstream: "embedded" as const, serverNames: ["GitHub" as const, "Slack" as const] };
  }
  /** The state with which the browser comes back from the window. */
  async function begin({ id }: Instance): Promise<string> {
    const begun = await startConnect(operator, { instance: id, window: "popup", page: "create" });
    const back = new URL(begun.redirectTo).searchParams.get("redirect_url") ?? "";
    return new URL(back).searchParams.get("state") ?? "";
  }
  /** A link for an instance, opened by its person. */
  async function visit() {
    const instance = await create();
    const { token, link } = await links.send([instance]);
    return { instance, link, person: await links.person(token), item: { token, item: 0 } };
  }
  const beginJob = ({ id }: Instance) => createJob(operator, { action: "refresh", instanceIds: [id] });

  const administrator = stage.as("administrator");
  const newKey: CreateApiKeyRequest = {
    name: "CI",
    scopes: ["read"],
    role: "viewer",
    account: "main",
    expiresInDays: 1,
  };

  const members = membersOn(stage);
  const factors = secondFactorsOn(stage);
  const PASSWORD = "correct horse battery";
  const newBundle = (): BundleForm => ({
    name: `Support ${randomUUID()}`,
    serverNames: ["Slack"],
    isReadOnly: false,
  });

  /** A member with a passkey. */
  async function withPasskey() {
    const { member } = await members.signedIn(1);
    const device = createAuthenticator(APP_URL);
    const asked = await beginPasskey(member, { currentPassword: PASSWORD });
    await addPasskey(member, { name: "Laptop", ...device.make(asked) });
    return { member, device };
  }

  /** An OpenID provider that the console knows. */
  async function openIdProvider() {
    const provider = await startOpenIdProvider(APP_URL);
    const outbound = createOutbound({ allowHosts: [provider.host] });
    const form: SingleSignOnForm = {
      label: "Example login",
      issuer: provider.issuer,
      ...CLIENT,
      domains: [],
      roleClaim: null,
      roleValues: { administrator: "", operator: "", viewer: "" },
      defaultRole: "viewer",
    };
    await updateSingleSignOn({ ...administrator, outbound }, form);
    return { provider, outbound, form };
  }

  return {
    "account/end-sessions endSession": async () => {
      const { member, sessions } = await members.signedIn(2);
      return { change: () => endSession(member, { id: sessions[1] ?? "" }) };
    },
    "account/end-sessions endOtherSessions": async () => {
      const { member } = await members.signedIn(3);
      return { change: () => endOtherSessions(member) };
    },
    "account/update updateAccount": async () => {
      const { member } = await members.signedIn(1);
      return { change: () => updateAccount(member, { name: "Another name", email: member.caller.email }) };
    },
    "notices/update updateNotices": async () => {
      const { member } = await members.signedIn(0);
      return { change: () => updateNotices(member, { events: ["job.stopped"], byMail: false }) };
    },
    "notices/send-test sendTestNotice": async () => {
      const { member } = await members.signedIn(0);
      await updateNotices(member, { events: [], byMail: false, slackUrl: newWebhook.url });
      return { change: () => sendTestNotice(member) };
    },
    "activity/export exportActivity": async () => ({
      change: () => exportActivity(administrator, { format: "jsonl" }),
    }),
    "api-keys/create createApiKey": async () => ({
      change: () => createApiKey(administrator, newKey),
    }),
    "api-keys/revoke revokeApiKey": async () => {
      const { key } = await createApiKey(administrator, newKey);
      return { change: () => revokeApiKey(administrator, key) };
    },
    "bundles/create createBundle": async () => ({
      change: () => createBundle(administrator, newBundle()),
    }),
    "bundles/update updateBundle": async () => {
      const { bundle } = await createBundle(administrator, newBundle());
      return { change: () => updateBundle(administrator, { ...newBundle(), id: bundle.id }) };
    },
    "bundles/delete deleteBundle": async () => {
      const { bundle } = await createBundle(administrator, newBundle());
      return { change: () => deleteBundle(administrator, bundle) };
    },
    "combined-urls/create createCombinedUrl": async () => {
      const request = await combinable();
      return { change: () => createCombinedUrl(operator, request) };
    },
    "combined-urls/reveal revealCombinedUrl": async () => {
      const { combinedUrl } = await createCombinedUrl(operator, await combinable());
      return { change: () => revealCombinedUrl(operator, combinedUrl) };
    },
    "combined-urls/remove removeCombinedUrl": async () => {
      const { combinedUrl } = await createCombinedUrl(operator, await combinable());
      return { change: () => removeCombinedUrl(operator, combinedUrl) };
    },
    "connect/cancel cancelConnect": async () => {
      const instance = await create();
      await begin(instance);
      return { change: () => cancelConnect(operator, instance) };
    },
    "connect/key setKey": async () => {
      const { id } = await create();
      return { change: () => setKey(operator, { id, key: "a-key" }) };
    },
    "connect/return completeReturn": async () => {
      const instance = await create();
      const state = await begin(instance);
      await links.consent(instance);
      return {
        change: () => completeReturn(operator, { state, holders: [operator.caller] }),
        // The window comes back once. What came of it is recorded by whoever looks next.
        again: () => readConnection(operator, instance),
        leaves: "connectAttempt",
      };
    },
    "connect/start startConnect": async () => {
      const instance = await create();
      return { change: () => begin(instance) };
    },
    "instances/create createInstance": async () => {
      const request = instanceRequest();
      return { change: () => createInstance(operator, request) };
    },
    "instances/create-many createInstances": async () => {
      const { serverName, userId, ...settings } = instanceRequest();
      const request = { ...settings, serverNames: [serverName], userIds: [userId] };
      return { change: () => createInstances(operator, request) };
    },
    "instances/deauthorize deauthorizeInstance": async () => {
      const instance = await create();
      return { change: () => deauthorizeInstance(operator, instance) };
    },
    "instances/delete deleteInstance": async () => {
      const instance = await create();
      return { change: () => deleteInstance(operator, instance) };
    },
    "instances/delete deleteInstances": async () => {
      const instance = await create();
      return {
        change: () => deleteInstances(operator, { ids: [instance.id], settle }),
        // What the upstream deleted before is left to the one that deletes a single instance, as a job does it.
        again: () => deleteInstance(operator, instance),
      };
    },
    "instances/export exportInstances": async () => ({ change: () => exportInstances(operator, {}) }),
    "instances/reveal revealInstance": async () => {
      const instance = await create();
      return { change: () => revealInstance(operator, instance) };
    },
    "instances/reveal-many revealInstances": async () => {
      const { id } = await create();
      return { change: () => revealInstances(operator, { instanceIds: [id] }) };
    },
    "instances/suspend suspendInstance": async () => {
      const { id } = await create();
      return { change: () => suspendInstance(operator, { id, isSuspended: true }) };
    },
    "instances/limit-calls limitCalls": async () => {
      const { id } = await create();
      return { change: () => limitCalls(operator, { id, callLimit: 5 }) };
    },
    "instances/reveal-read-only revealReadOnly": async () => {
      const { id } = await create();
      return { change: () => revealReadOnly(operator, { id }) };
    },
    "instances/rotate-url rotateUrl": async () => {
      const { id } = await create();
      return { change: () => rotateUrl(operator, { id }) };
    },
    "instances/token makeToken": async () => {
      const { id } = await create();
      return { change: () => makeToken(operator, { id }) };
    },
    "instances/token removeToken": async () => {
      const { id } = await create();
      return { change: () => removeToken(operator, { id }) };
    },
    "servers/switch-tool switchServerTool": async () => ({
      change: () =>
        switchServerTool(administrator, { name: "Linear", tool: "linear_create_issue", isOn: false }),
    }),
    "suspensions/suspend suspendUser": async () => ({
      change: () => suspendUser(operator, { userId: "ada", isSuspended: false }),
    }),
    "suspensions/suspend suspendServer": async () => ({
      change: () => suspendServer(administrator, { name: "Linear", isSuspended: false }),
    }),
    "suspensions/suspend suspendEverything": async () => ({
      change: () => suspendEverything(administrator, { isSuspended: false }),
    }),
    "tool-changes/approve approveTool": async () => {
      const change = { serverName: "Linear", tool: "linear_create_issue", hash: randomToken() } as const;
      await stage.db.insert(engineToolVersion).values({ ...change, place: "there", definition: "{}" });
      return { change: () => approveTool(administrator, change) };
    },
    "tool-changes/rule ruleToolChanges": async () => ({
      change: () => ruleToolChanges(administrator, { rule: "warn" }),
    }),
    "instances/switch-tool switchTool": async () => {
      const { id } = await create();
      return { change: () => switchTool(operator, { id, name: "github_list_issues", isOn: false }) };
    },
    "instances/update updateInstance": async () => {
      const { id } = await create();
      return { change: () => updateInstance(operator, { id, isReadOnly: true }) };
    },
    "instances/update updateInstances": async () => {
      const { id } = await create();
      return { change: () => updateInstances(operator, { ids: [id], isReadOnly: true, settle }) };
    },
    "jobs/create createJob": async () => {
      const instance = await create();
      return { change: () => beginJob(instance) };
    },
    "jobs/export exportReceipt": async () => {
      const { job } = await beginJob(await create());
      return { change: () => exportReceipt(operator, job) };
    },
    "jobs/stop stopJob": async () => {
      const { job } = await beginJob(await create());
      return { change: () => stopJob(operator, job) };
    },
    "links/confirm confirmPerson": async () => {
      const { token } = await links.send([await create()]);
      return { change: () => confirmPerson(links.browser(), { token }) };
    },
    "links/create createLink": async () => {
      const { id } = await create();
      const link = { instanceIds: [id], person: "Ana", expiresInHours: 1 };
      return { change: () => createLink(operator, link) };
    },
    "links/create-many createLinks": async () => {
      const { id } = await create();
      return { change: () => createLinks(operator, { instanceIds: [id], expiresInHours: 1 }) };
    },
    "links/item startItem": async () => {
      const { person, item } = await visit();
      return { change: () => startItem(person, { ...item, window: "popup" }) };
    },
    "links/item cancelItem": async () => {
      const { person, item } = await visit();
      await startItem(person, { ...item, window: "popup" });
      return { change: () => cancelItem(person, item) };
    },
    "links/item keyItem": async () => {
      const { person, item } = await visit();
      return { change: () => keyItem(person, { ...item, key: "a-key" }) };
    },
    "links/remind remindLinks": async () => {
      const { link } = await visit();
      return { change: () => remindLinks(operator, { ids: [link.id] }) };
    },
    "links/revoke revokeLink": async () => {
      const { link } = await visit();
      return { change: () => revokeLink(operator, link) };
    },
    "links/revoke revokeLinks": async () => {
      const { link } = await visit();
      return { change: () => revokeLinks(operator, { ids: [link.id] }) };
    },
    "members/accept acceptInvitation": async () => {
      const { token } = await members.invite();
      return { change: () => acceptInvitation(stage.visitor(), { token, name: "Ana", password: PASSWORD }) };
    },
    "members/choose-password choosePassword": async () => {
      const { token } = await members.passwordLink();
      return { change: () => choosePassword(stage.visitor(), { token, password: PASSWORD }) };
    },
    "members/end-sessions endMemberSessions": async () => {
      const { member } = await members.signedIn(2);
      return { change: () => endMemberSessions(administrator, { id: member.caller.id }) };
    },
    "members/invite inviteMember": async () => ({
      change: () => inviteMember(administrator, { email: members.address(), role: "viewer" }),
    }),
    "members/password-link makePasswordLink": async () => {
      const { member } = await members.signedIn(0);
      return { change: () => makePasswordLink(administrator, { id: member.caller.id }) };
    },
    "members/remove removeMember": async () => {
      const [{ member }] = [await members.signedIn(1), await members.administrator()];
      return { change: () => removeMember(administrator, { id: member.caller.id }) };
    },
    "members/update updateMember": async () => {
      const [{ member }] = [await members.signedIn(1), await members.administrator()];
      return { change: () => updateMember(administrator, { id: member.caller.id, isDisabled: true }) };
    },
    "members/withdraw withdrawInvitation": async () => {
      const { id } = await members.invite();
      return { change: () => withdrawInvitation(administrator, { id }) };
    },
    "organisation/update updateOrganisation": async () => ({
      change: () => updateOrganisation(stage.as("administrator"), { name: "Acme" }),
    }),
    "passkeys/add addPasskey": async () => {
      const { member } = await members.signedIn(1);
      const device = createAuthenticator(APP_URL);
      const add = async () => {
        const asked = await beginPasskey(member, { currentPassword: PASSWORD });
        return addPasskey(member, { name: "Laptop", ...device.make(asked) });
      };
      return { change: add };
    },
    "passkeys/remove removePasskey": async () => {
      const { member, device } = await withPasskey();
      return { change: () => removePasskey(member, device) };
    },
    "passkeys/sign-in completePasskeySignIn": async () => {
      const { device } = await withPasskey();
      const signIn = async () =>
        completePasskeySignIn(stage.visitor(), device.use(await beginPasskeySignIn(stage.visitor())));
      return { change: signIn };
    },
    "second-factor/begin beginSecondFactor": async () => {
      const { member } = await members.signedIn(1);
      return { change: () => beginSecondFactor(member) };
    },
    "second-factor/confirm confirmSecondFactor": async () => {
      const { member, app } = await factors.begun();
      return { change: () => confirmSecondFactor(member, { code: app.at(0) }) };
    },
    "second-factor/verify verifySecondFactor": async () => {
      const { member, app } = await factors.confirmed();
      return { change: () => verifySecondFactor(member, { code: app.at(0) }) };
    },
    "second-factor/remove removeSecondFactor": async () => {
      const { member, app } = await factors.confirmed();
      return { change: () => removeSecondFactor(member, { code: app.at(0) }) };
    },
    "second-factor/remove resetSecondFactor": async () => {
      const { member } = await factors.confirmed();
      return { change: () => resetSecondFactor(administrator, { id: member.caller.id }) };
    },
    "second-factor/renew-codes renewRecoveryCodes": async () => {
      const { member, app } = await factors.confirmed();
      return { change: () => renewRecoveryCodes(member, { code: app.at(0) }) };
    },
    "scim/token makeScimToken": async () => ({ change: () => makeScimToken(administrator) }),
    "scim/token removeScimToken": async () => {
      await makeScimToken(administrator);
      return { change: () => removeScimToken(administrator) };
    },
    "scim/users createScimUser": async () => ({
      change: () => createScimUser(stage.system(), { userName: members.address() }),
    }),
    "scim/users replaceScimUser": async () => {
      const [{ member }] = [await members.signedIn(1), await members.administrator()];
      return { change: () => replaceScimUser(stage.system(), { id: member.caller.id, active: false }) };
    },
    "scim/users patchScimUser": async () => {
      const [{ member }] = [await members.signedIn(1), await members.administrator()];
      const Operations = [{ op: "replace", path: "active", value: false }];
      return { change: () => patchScimUser(stage.system(), { id: member.caller.id, Operations }) };
    },
    "scim/users removeScimUser": async () => {
      const [{ member }] = [await members.signedIn(1), await members.administrator()];
      return { change: () => removeScimUser(stage.system(), { id: member.caller.id }) };
    },
    "sign-in/allow-passwords allowPasswords": async () => ({
      change: () => allowPasswords(administrator, { isAllowed: true }),
    }),
    "single-sign-on/update updateSingleSignOn": async () => {
      const { form, outbound } = await openIdProvider();
      return { change: () => updateSingleSignOn({ ...administrator, outbound }, form) };
    },
    "single-sign-on/remove removeSingleSignOn": async () => {
      await openIdProvider();
      return { change: () => removeSingleSignOn(administrator) };
    },
    "single-sign-on/complete completeSingleSignOn": async () => {
      await members.administrator();
      const { provider, outbound } = await openIdProvider();
      const browser = { ...stage.visitor(), outbound };
      const sub = randomUUID();
      provider.seat({ sub, email: `${sub}@example.com`, email_verified: true });
      const signIn = async () => {
        const begun = await beginSingleSignOn(browser, {});
        if ("problem" in begun) throw new Error(begun.problem);
        const { searchParams: parameters } = await provider.journey(begun.redirectTo);
        return completeSingleSignOn(browser, { parameters, flow: begun.flow });
      };
      return { change: signIn };
    },
    "single-sign-on/end endByProvider": async () => {
      const { provider, outbound } = await openIdProvider();
      const { member, sessions } = await members.signedIn(1);
      const link = { providerId: provider.issuer, accountId: member.caller.id, userId: member.caller.id };
      await stage.db.insert(account).values({ id: randomUUID(), ...link });
      const began = { method: "single-sign-on" } as const;
      await stage.db
        .update(session)
        .set(began)
        .where(eq(session.id, sessions[0] ?? ""));
      const logoutToken = await provider.logoutToken({ sub: member.caller.id });
      return { change: () => endByProvider({ ...stage.visitor(), outbound }, { logoutToken }) };
    },
    "sign-in/require-second-factor requireSecondFactor": async () => ({
      change: () => requireSecondFactor(administrator, { isRequired: false }),
    }),
    "setup/complete completeSetup": async () => {
      await members.removeAll();
      const token = (await openSetupLink(stage.db)) ?? "";
      const first = { name: "Ana", email: "ana@example.com", password: "correct horse battery" };
      return { change: () => completeSetup(stage.visitor(), { token, ...first }) };
    },
    "servers/create createServer": async () => ({
      change: () => createServer(administrator, { name: ownServer(), ...OWN }),
    }),
    "servers/update updateServer": async () => {
      const name = ownServer();
      await createServer(administrator, { name, ...OWN });
      return { change: () => updateServer(administrator, { name, ...OWN, category: "Support" }) };
    },
    "servers/delete deleteServer": async () => {
      const name = ownServer();
      await createServer(administrator, { name, ...OWN });
      return { change: () => deleteServer(administrator, { name }) };
    },
    "targets/test testTarget": async () => ({
      change: () => testTarget(administrator, { server: "Hacker News", register: false }),
    }),
    "targets/update updateTarget": async () => ({
      change: () => updateTarget(administrator, { server: "Linear", kind: "sandbox" }),
    }),
    "targets/update resetTarget": async () => ({
      change: () => resetTarget(administrator, { server: "Linear" }),
    }),
    "tools/call callTool": async () => {
      const instance = await create();
      await links.consent(instance);
      const call = { id: instance.id, name: "github_list_issues", arguments: {} };
      return { change: () => callTool(operator, call) };
    },
    "users/adopt adoptUser": async () => {
      const { userId } = await create();
      // What the upstream has, and the record does not know.
      await stage.embedded.create(instanceRequest({ serverName: "Slack", userId }));
      return {
        async change() {
          const { failures } = await adoptUser(operator, {
            upstream: "embedded",
            userId,
            serverNames: ["Slack"],
          });
          if (failures.length > 0) throw new Error(failures[0]?.reason);
        },
      };
    },
    "users/adopt-many adoptUsers": async () => {
      const { userId } = await create();
      const users = [{ userId, serverNames: ["Slack" as const] }];
      return { change: () => adoptUsers(operator, { upstream: "embedded", users }) };
    },
    "users/offboard offboardUser": async () => {
      const { userId } = await create();
      return { change: () => offboardUser(operator, { userId }) };
    },
    "users/offboard offboardUsers": async () => {
      const { userId } = await create();
      return { change: () => offboardUsers(operator, { userIds: [userId] }) };
    },
    "views/create createView": async () => ({
      change: () => createView(operator, { name: randomUUID(), search: "?status=waiting" }),
    }),
    "webhooks/create createWebhook": async () => ({
      change: () => createWebhook(administrator, newWebhook),
    }),
    "webhooks/update updateWebhook": async () => {
      const { webhook } = await createWebhook(administrator, newWebhook);
      return { change: () => updateWebhook(administrator, { id: webhook.id, isEnabled: false }) };
    },
    "webhooks/rotate-secret rotateWebhookSecret": async () => {
      const { webhook } = await createWebhook(administrator, newWebhook);
      return { change: () => rotateWebhookSecret(administrator, webhook) };
    },
    "webhooks/delete deleteWebhook": async () => {
      const { webhook } = await createWebhook(administrator, newWebhook);
      return { change: () => deleteWebhook(administrator, webhook) };
    },
    "webhooks/send-test sendTestEvent": async () => {
      const { webhook } = await createWebhook(administrator, newWebhook);
      return { change: () => sendTestEvent(administrator, webhook) };
    },
    "webhooks/redeliver redeliverWebhook": async () => {
      const { webhook } = await createWebhook(administrator, newWebhook);
      const { delivery } = await sendTestEvent(administrator, webhook);
      return {
        change: () => redeliverWebhook(administrator, { id: webhook.id, delivery: delivery.id }),
      };
    },
    "views/delete deleteView": async () => {
      const { view } = await createView(operator, { name: randomUUID(), search: "?status=waiting" });
      return { change: () => deleteView(operator, view) };
    },
  };
}
