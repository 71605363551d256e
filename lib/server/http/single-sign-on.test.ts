import { generateKeyPairSync, randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as complete } from "@/app/api/sign-in/callback/route";
import { POST as logout } from "@/app/api/sign-in/logout/route";
import { GET as begin } from "@/app/api/sign-in/single-sign-on/route";
import type { SingleSignOnForm } from "@/lib/contracts/sign-in";
import type { Role } from "@/lib/contracts/terms/role";
import { contextFor } from "../context";
import { auditEvent } from "../db/schema/audit";
import { invitation, session, user } from "../db/schema/auth";
import { organisation, singleSignOn } from "../db/schema/organisation";
import { rateLimit } from "../db/schema/rate-limit";
import { updateMember } from "../services/members/update";
import { allowPasswords, allowPasswordsAt } from "../services/sign-in/allow-passwords";
import { readSignInRules } from "../services/sign-in/read";
import { removeSingleSignOn } from "../services/single-sign-on/remove";
import {
  type Account,
  CLIENT,
  type OpenIdProvider,
  startOpenIdProvider,
} from "../services/single-sign-on/testing-provider";
import { updateSingleSignOn } from "../services/single-sign-on/update";
import { failureOf } from "../upstream/testing";
import { handleAuth } from "./auth";
import { readMember } from "./session";
import { ask, cookieOf, noParams, ORIGIN, openTestRuntime, PASSWORD, type TestRuntime } from "./testing";

let provider: OpenIdProvider;
let quiet: OpenIdProvider;
let running: TestRuntime;
beforeAll(async () => {
  [provider, quiet] = await Promise.all([
    startOpenIdProvider(ORIGIN),
    startOpenIdProvider(ORIGIN, { secret: false, claimsInIdToken: false }),
  ]);
  running = await openTestRuntime({ ENGINE_ALLOW_HOSTS: `${provider.host},${quiet.host}` });
  await running.addMember("administrator");
});
beforeEach(async () => {
  await running.db.delete(rateLimit);
  await set();
});
afterEach(() => {
  provider.overrides.clear();
  provider.asked.length = 0;
});
afterAll(async () => {
  provider.close();
  quiet.close();
  await running.close();
});

const as = (role: Role, more: { id?: string; session?: string } = {}) =>
  contextFor(
    running,
    { kind: "member", id: "one", name: "Ana", email: "ana@example.com", role, ...more },
    { id: randomUUID(), address: null },
  );
const FORM: Omit<SingleSignOnForm, "issuer"> = {
  label: "Example login",
  ...CLIENT,
  domains: ["example.com"],
  roleClaim: null,
  roleValues: { administrator: "admins", operator: "ops", viewer: "" },
  defaultRole: "viewer",
};
const set = (more: Partial<SingleSignOnForm> = {}) =>
  updateSingleSignOn(as("administrator"), { ...FORM, issuer: provider.issuer, ...more });
const somebody = (more: Partial<Account> = {}): Account => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.com`, email_verified: true, name: "Ada Lovelace", ...more };
};

/** As much of a browser as the journey takes: it leads away from the console, through the provider, and back to it. */
async function travel(
  who: Account | undefined,
  { at = provider, next }: { at?: OpenIdProvider; next?: string } = {},
) {
  at.seat(who);
  const left = await begin(
    ask(`/api/sign-in/single-sign-on${next ? `?next=${encodeURIComponent(next)}` : ""}`),
    noParams,
  );
  const flow = cookieOf(left);
  const back = await at.journey(left.headers.get("location") ?? "");
  return { left, flow, back: back.pathname + back.search };
}
async function signIn(who: Account | undefined, options: Parameters<typeof travel>[1] = {}) {
  const { back, flow } = await travel(who, options);
  const answer = await complete(ask(back, { cookie: flow }), noParams);
  const cookie = cookieOf(answer);
  const location = (answer.headers.get("location") ?? "").replace(ORIGIN, "");
  return { answer, cookie, location, member: await readMember(running, new Headers({ cookie })) };
}
const problemOf = (location: string) => new URL(location, ORIGIN).searchParams.get("problem");
const latest = async () =>
  (await running.db.select().from(auditEvent).orderBy(desc(auditEvent.sequence)).limit(1))[0];
const rowOf = async (email: unknown) =>
  (
    await running.db
      .select()
      .from(user)
      .where(eq(user.email, String(email)))
  )[0];

describe("leaving for the provider", () => {
  it("goes by the code flow with PKCE, a state and a nonce, and keeps what it needs sealed in the browser", async () => {
    const { left, flow } = await travel(somebody());
    const address = new URL(left.headers.get("location") ?? "");
    expect(address.origin).toBe(provider.issuer);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: CLIENT.clientId,
      redirect_uri: `${ORIGIN}/api/sign-in/callback`,
      response_type: "code",
      scope: "openid email profile",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(left.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/);
    expect(flow).not.toContain(address.searchParams.get("state"));
    expect(left.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("is refused where there is no provider, and under another host", async () => {
    await running.db.delete(singleSignOn);
    const answer = await begin(ask("/api/sign-in/single-sign-on"), noParams);
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/sign-in?problem=off`);
    const foreign = await begin(
      ask("/api/sign-in/single-sign-on", { headers: { host: "evil.example" } }),
      noParams,
    );
    expect(foreign.status).toBe(403);
  });
});

describe("coming back", () => {
  it("begins a session of its own kind, for a new member, and goes on to where they wanted to go", async () => {
    const who = somebody();
    const { member, location, answer } = await signIn(who, { next: "/users?q=x" });
    expect(location).toBe("/users?q=x");
    expect(member).toMatchObject({ email: who.email, name: "Ada Lovelace", role: "viewer" });
    const [row] = await running.db
      .select()
      .from(session)
      .where(eq(session.userId, member?.id ?? ""));
    expect(row).toMatchObject({ method: "single-sign-on", providerSession: expect.any(String) });
    expect(await latest()).toMatchObject({
      action: "session.create",
      actorId: member?.id,
      outcome: "succeeded",
      details: { method: "single-sign-on" },
    });
    expect(answer.headers.getSetCookie().some((line) => /single-sign-on=; .*Max-Age=0/.test(line))).toBe(
      true,
    );
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/api/instances/export"])(
    "leads to no place but a page of the console: not to %s",
    async (next) => {
      const { location } = await signIn(somebody(), { next });
      expect(location).toBe("/instances/new");
    },
  );

  it("fits into the cookie whatever page was wanted, so that somebody comes in all the same", async () => {
    for (const next of [`/users?q=${"x".repeat(2_000)}`, `/users?q=${"\u{1f600}".repeat(400)}`]) {
      const { left, flow } = await travel(somebody(), { next });
      expect(flow.length).toBeLessThan(4_000);
      expect(left.status).toBe(302);
      const { location, member } = await signIn(somebody(), { next });
      expect([location, member?.role]).toEqual(["/instances/new", "viewer"]);
    }
  });

  it("finds its members again, by what the provider calls them, though their address is another one there", async () => {
    const who = somebody();
    const first = await signIn(who);
    const again = await signIn({ ...who, email: `another-${who.email}` });
    expect(again.member?.id).toBe(first.member?.id);
    expect(await rowOf(`another-${who.email}`)).toBeUndefined();
  });

  it("finds whoever is a member by a password already, and the password still works", async () => {
    const { id, email } = await running.addMember("operator");
    const { member } = await signIn(somebody({ email: email.toUpperCase() }), {});
    expect(member).toMatchObject({ id, role: "operator" });
    const body = { email, password: PASSWORD };
    expect((await handleAuth(ask("/api/auth/sign-in/email", { method: "POST", body }))).status).toBe(200);
  });

  it("takes the claims from the user information where the id token has none, and needs no secret", async () => {
    await set({ issuer: quiet.issuer, clientSecret: null });
    const who = somebody();
    expect((await signIn(who, { at: quiet })).member).toMatchObject({
      email: who.email,
      name: "Ada Lovelace",
    });
    expect(quiet.asked).toContain("/me");
  });

  it("accepts the invitation that is open for the address, with its role", async () => {
    await set({ defaultRole: null });
    const administrator = await running.addMember("administrator");
    const who = somebody();
    const values = { email: String(who.email), role: "operator", invitedBy: administrator.id } as const;
    const expiresAt = new Date(Date.now() + 60_000);
    await running.db
      .insert(invitation)
      .values({ ...values, tokenHash: randomUUID(), invitedByName: "Ana", expiresAt });
    expect((await signIn(who)).member?.role).toBe("operator");
    const [row] = await running.db.select().from(invitation).where(eq(invitation.email, values.email));
    expect(row?.acceptedAt).toBeInstanceOf(Date);
  });
});

describe("nobody comes in", () => {
  it.each<[string, Partial<Account>, Partial<SingleSignOnForm>, string]>([
    ["of another domain", { email: "eve@evil.example" }, {}, "wrong-domain"],
    ["of a domain that ends alike", { email: "eve@notexample.com" }, {}, "wrong-domain"],
    ["of a domain below", { email: "eve@sub.example.com" }, {}, "wrong-domain"],
    ["with two addresses in one", { email: "eve@evil.example,ana@example.com" }, {}, "unverified"],
    ["whose address is not verified", { email_verified: false }, {}, "unverified"],
    ["whose address is said not to be verified, as a text", { email_verified: "false" }, {}, "unverified"],
    ["without an address", { email: undefined }, {}, "unverified"],
    ["whose address is none", { email: ["ana@example.com"] }, {}, "unverified"],
    [
      "of whose address nobody says that it is verified, and no domain is named",
      { email_verified: undefined },
      { domains: [] },
      "unverified",
    ],
    ["new, where no role is given", {}, { defaultRole: null }, "not-a-member"],
    [
      "new, without a role by the claim",
      { roles: ["guests"] },
      { defaultRole: null, roleClaim: "roles" },
      "not-a-member",
    ],
    [
      "whose claim is an empty text, as an unset value is",
      { roles: "" },
      { defaultRole: null, roleClaim: "roles" },
      "not-a-member",
    ],
  ])("%s", async (_, claims, form, problem) => {
    await set(form);
    const who = somebody(claims);
    const { member, location, cookie } = await signIn(who);
    expect(problemOf(location)).toBe(problem);
    expect([member, cookie.includes("session_token=")]).toEqual([undefined, false]);
    expect(await latest()).toMatchObject({
      action: "session.create",
      outcome: "refused",
      details: { method: "single-sign-on", because: problem },
    });
    if (typeof who.email === "string") expect(await rowOf(who.email)).toBeUndefined();
  });

  it("who is disabled", async () => {
    const who = somebody();
    const { member } = await signIn(who);
    await updateMember(as("administrator"), { id: member?.id ?? "", isDisabled: true });
    const { location, member: again } = await signIn(who);
    expect([problemOf(location), again]).toEqual(["disabled", undefined]);
  });

  it("with the address of a member whom the provider knew under another name: it was given to somebody new", async () => {
    const who = somebody();
    const { member } = await signIn(who);
    const { location, cookie } = await signIn({ ...somebody(), email: who.email });
    expect([problemOf(location), cookie.includes("session_token=")]).toEqual(["another-account", false]);
    expect((await signIn(who)).member?.id).toBe(member?.id);
  });

  it("who pressed Cancel", async () => {
    expect(problemOf((await signIn(undefined)).location)).toBe("cancelled");
  });

  it("in a browser that did not leave from here, for whom nothing is asked of the provider", async () => {
    const { back, flow } = await travel(somebody());
    const [name = ""] = flow.split("=");
    const other = await travel(somebody());
    provider.asked.length = 0;
    for (const cookie of ["", `${name}=made-up`, `${name}=`, other.flow, `${flow.slice(0, -2)}`]) {
      const answer = await complete(ask(back, { cookie }), noParams);
      expect(problemOf(answer.headers.get("location") ?? "")).toBe("expired");
    }
    expect(provider.asked).toEqual([]);
    expect((await complete(ask(back, { cookie: flow }), noParams)).headers.get("location")).toBe(
      `${ORIGIN}/instances/new`,
    );
  });

  it("twice by one code", async () => {
    const { back, flow } = await travel(somebody());
    await complete(ask(back, { cookie: flow }), noParams);
    const answer = await complete(ask(back, { cookie: flow }), noParams);
    expect(problemOf(answer.headers.get("location") ?? "")).toBe("provider");
  });

  it("by a code of another issuer (RFC 9207)", async () => {
    const { back, flow } = await travel(somebody());
    const mixed = new URL(back, ORIGIN);
    mixed.searchParams.set("iss", "https://evil.example");
    const answer = await complete(ask(mixed.pathname + mixed.search, { cookie: flow }), noParams);
    expect(problemOf(answer.headers.get("location") ?? "")).toBe("provider");
  });

  it.each<[string, (provider: OpenIdProvider) => Promise<string>]>([
    ["signed with another key", ({ issuer }) => idToken(issuer)],
    [
      "signed with none",
      async ({ issuer }) => `${unsecured({ alg: "none" })}.${unsecured({ iss: issuer, sub: "x" })}.`,
    ],
    ["that is none", async () => "made-up"],
  ])("by an id token %s", async (_, make) => {
    const { back, flow } = await travel(somebody());
    const token = await make(provider);
    provider.overrides.set("/token", (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ access_token: "x", token_type: "Bearer", id_token: token }));
    });
    const answer = await complete(ask(back, { cookie: flow }), noParams);
    expect(problemOf(answer.headers.get("location") ?? "")).toBe("provider");
  });
});

describe("a claim gives the role", () => {
  it.each<[unknown, Role]>([
    ["ops", "operator"],
    [["guests", "ops"], "operator"],
    [["ops", "admins"], "administrator"],
    [["guests"], "viewer"],
    [undefined, "viewer"],
    [{ ops: true }, "viewer"],
  ])("%j is %s", async (roles, role) => {
    await set({ roleClaim: "roles" });
    expect((await signIn(somebody({ roles }))).member?.role).toBe(role);
  });

  it("also along a way, as of Keycloak", async () => {
    await set({ roleClaim: "realm_access.roles" });
    const { member } = await signIn(somebody({ realm_access: { roles: ["ops"] } }));
    expect(member?.role).toBe("operator");
  });

  it("anew at each sign-in, and the record says so", async () => {
    await set({ roleClaim: "roles" });
    const who = somebody({ roles: ["ops"] });
    const first = await signIn(who);
    const again = await signIn({ ...who, roles: [] });
    expect([first.member?.role, again.member?.role]).toEqual(["operator", "viewer"]);
    const events = await running.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.subjectId, first.member?.id ?? ""));
    expect(events.map(({ action }) => action)).toContain("member.update");
  });

  it("and takes all access where it is gone and no default is left, but not of the last administrator's", async () => {
    await set({ roleClaim: "roles" });
    const who = somebody({ roles: "admins" });
    await signIn(who);
    await set({ roleClaim: "roles", defaultRole: null });
    expect(problemOf((await signIn({ ...who, roles: [] })).location)).toBe("not-a-member");
    const kept = await running.db.select().from(user).where(eq(user.role, "administrator"));
    const others = kept.filter(({ email }) => email !== who.email);
    for (const { id } of others) await running.db.update(user).set({ role: "viewer" }).where(eq(user.id, id));
    expect((await signIn({ ...who, roles: ["ops"] })).member?.role).toBe("administrator");
    for (const { id } of others)
      await running.db.update(user).set({ role: "administrator" }).where(eq(user.id, id));
  });
});

describe("signing out at the provider", () => {
  const token: OpenIdProvider["logoutToken"] = (...of) => provider.logoutToken(...of);
  const tell = async (logoutToken: string) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: "" };
    const body = new URLSearchParams({ logout_token: logoutToken }).toString();
    return logout(ask("/api/sign-in/logout", { method: "POST", body, headers }), noParams);
  };
  const isIn = async (cookie: string) => (await readMember(running, new Headers({ cookie }))) !== undefined;

  it.each<[string, (sub: string) => Promise<string>]>([
    [
      "of another's making",
      (sub) => token({ sub }, { key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey }),
    ],
    ["for another client", (sub) => token({ sub }, { audience: "another" })],
    ["that is old", (sub) => token({ sub }, { age: 600 })],
    ["that is an id token", (sub) => token({ sub, nonce: "x" })],
    ["of another event", (sub) => token({ sub, events: { other: {} } })],
    ["without an event", (sub) => token({ sub, events: undefined })],
    ["that names nobody", () => token({})],
    ["that is none", async () => "made-up"],
    ["that is unsigned", async (sub) => `${unsecured({ alg: "none" })}.${unsecured({ sub, events: {} })}.`],
  ])("ends nothing by a token %s", async (_, make) => {
    const who = somebody();
    const { cookie } = await signIn(who);
    const answer = await tell(await make(who.sub));
    expect([answer.status, (await answer.json()).error]).toEqual([400, "invalid_request"]);
    expect(await isIn(cookie)).toBe(true);
  });

  it("ends every session that single sign-on began, at the next request, and none of anybody else's or of a password", async () => {
    const { email } = await running.addMember("operator");
    const who = somebody({ email });
    const other = await signIn(somebody());
    const [one, two] = [await signIn(who), await signIn(who)];
    const body = { email, password: PASSWORD };
    const byPassword = cookieOf(await handleAuth(ask("/api/auth/sign-in/email", { method: "POST", body })));
    const answer = await tell(await token({ sub: who.sub }));
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const standing = await Promise.all([one, two, other].map(({ cookie }) => isIn(cookie)));
    expect([...standing, await isIn(byPassword)]).toEqual([false, false, true, true]);
    expect(await latest()).toMatchObject({ action: "session.end", details: { byProvider: 2 } });
    expect((await tell(await token({ sub: who.sub }))).status).toBe(200);
  });

  it("ends a session also after its member changed the password in it", async () => {
    const { email } = await running.addMember("operator");
    const who = somebody({ email });
    const { cookie, member } = await signIn(who);
    const [row] = await running.db
      .select()
      .from(session)
      .where(eq(session.id, member?.session ?? ""));
    const body = { currentPassword: PASSWORD, newPassword: "another long password" };
    const changed = await handleAuth(ask("/api/auth/change-password", { method: "POST", body, cookie }));
    expect(changed.status).toBe(200);
    expect(await isIn(cookieOf(changed))).toBe(true);
    await tell(await token({ sub: who.sub, sid: row?.providerSession }));
    expect(await isIn(cookieOf(changed))).toBe(false);
  });

  it("ends one session alone, where the provider names it", async () => {
    const who = somebody();
    const [one, two] = [await signIn(who), await signIn(who)];
    const [row] = await running.db
      .select()
      .from(session)
      .where(eq(session.id, one.member?.session ?? ""));
    await tell(await token({ sub: who.sub, sid: row?.providerSession }));
    expect([await isIn(one.cookie), await isIn(two.cookie)]).toEqual([false, true]);
  });
});

describe("its settings", () => {
  it.each(["viewer", "operator"] as const)("are not a %s's to see or change", async (role) => {
    for (const attempt of [
      () => updateSingleSignOn(as(role), { ...FORM, issuer: provider.issuer }),
      () => removeSingleSignOn(as(role)),
      () => readSignInRules(as(role)),
      () => allowPasswords(as(role), { isAllowed: true }),
    ]) {
      expect(await failureOf(attempt())).toMatchObject({ code: "forbidden" });
    }
  });

  it.each(["http://127.0.0.1:1", "https://example.invalid", "http://169.254.169.254"])(
    "are refused for %s, which is no provider that may be asked, and stay as they were",
    async (issuer) => {
      const error = await failureOf(set({ issuer }));
      expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
      expect(error.fields).toHaveProperty("issuer");
      expect((await readSignInRules(as("administrator"))).singleSignOn?.issuer).toBe(provider.issuer);
    },
  );

  it("are refused for a provider that says another name of itself", async () => {
    provider.overrides.set("/.well-known/openid-configuration", (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ issuer: "https://evil.example", authorization_endpoint: "https://evil.example/" }),
      );
    });
    expect((await failureOf(set())).fields).toHaveProperty("issuer");
  });

  it("do not hand the secret of one provider to another", async () => {
    const { clientSecret: _, ...without } = FORM;
    const moved = { ...without, issuer: quiet.issuer };
    const error = await failureOf(updateSingleSignOn(as("administrator"), moved));
    expect(error.fields).toHaveProperty("clientSecret");
    expect((await readSignInRules(as("administrator"))).singleSignOn?.issuer).toBe(provider.issuer);
    await set({ issuer: quiet.issuer, clientSecret: null });
    const back = await updateSingleSignOn(as("administrator"), { ...without, issuer: provider.issuer });
    expect(back.singleSignOn?.hasSecret).toBe(false);
  });

  it("never show the secret, and keep it where none is given", async () => {
    const { clientSecret: _, ...without } = FORM;
    const rules = await updateSingleSignOn(as("administrator"), { ...without, issuer: provider.issuer });
    expect(rules.singleSignOn?.hasSecret).toBe(true);
    expect(JSON.stringify(rules)).not.toContain(CLIENT.clientSecret);
    const rows = await running.db.select().from(singleSignOn);
    expect(JSON.stringify(rows)).not.toContain(CLIENT.clientSecret);
    expect(JSON.stringify(await latest())).not.toContain(CLIENT.clientSecret);
    expect((await signIn(somebody())).member).toBeDefined();
    expect(rules).toMatchObject({
      redirectUri: `${ORIGIN}/api/sign-in/callback`,
      logoutUri: `${ORIGIN}/api/sign-in/logout`,
    });
  });
});

describe("named by the environment", () => {
  it("it stands before the settings, which decide who comes in, and cannot be removed here", async () => {
    await set({ issuer: quiet.issuer, clientSecret: null });
    const named = { ...as("administrator"), singleSignOn: { issuer: provider.issuer, ...CLIENT } };
    expect((await readSignInRules(named)).singleSignOn).toMatchObject({
      issuer: provider.issuer,
      byEnvironment: true,
      domains: ["example.com"],
      hasSecret: true,
    });
    await running.db.delete(singleSignOn);
    const alone = await readSignInRules(named);
    expect(alone.singleSignOn).toMatchObject({ byEnvironment: true, domains: [], defaultRole: null });
    expect(JSON.stringify(alone)).not.toContain(CLIENT.clientSecret);
  });

  it("leaves alone what is kept of another provider, which stands again once the environment names none", async () => {
    await set({ issuer: quiet.issuer, clientSecret: "kept-for-later" });
    const named = { ...as("administrator"), singleSignOn: { issuer: provider.issuer, ...CLIENT } };
    const { clientSecret: _, ...without } = FORM;
    const form = {
      ...without,
      issuer: "https://ignored.example",
      clientId: "ignored",
      domains: ["two.example"],
    };
    for (const clientSecret of [undefined, null, "ignored"] as const) {
      await updateSingleSignOn(named, { ...form, ...(clientSecret !== undefined && { clientSecret }) });
    }
    expect(await latest()).toMatchObject({
      details: { issuer: provider.issuer, clientId: CLIENT.clientId, clientSecret: "kept" },
    });
    expect((await readSignInRules(as("administrator"))).singleSignOn).toMatchObject({
      issuer: quiet.issuer,
      clientId: CLIENT.clientId,
      hasSecret: true,
      domains: ["two.example"],
      byEnvironment: false,
    });
  });

  it("can have its rules set though nothing was kept before", async () => {
    await running.db.delete(singleSignOn);
    const named = { ...as("administrator"), singleSignOn: { issuer: provider.issuer, ...CLIENT } };
    await updateSingleSignOn(named, { ...FORM, issuer: provider.issuer, domains: ["two.example"] });
    const [row] = await running.db.select().from(singleSignOn);
    expect(row).toMatchObject({ issuer: provider.issuer, clientSecret: null, domains: ["two.example"] });
  });
});

describe("signing in by a password", () => {
  afterEach(() => running.db.delete(organisation));
  const byPassword = async (email: string) => {
    const body = { email, password: PASSWORD };
    return handleAuth(ask("/api/auth/sign-in/email", { method: "POST", body }));
  };

  it("is turned off by nobody who has not come in by single sign-on themselves", async () => {
    const { id, cookie } = await running.signIn("administrator");
    const own = await readMember(running, new Headers({ cookie }));
    const error = await failureOf(
      allowPasswords(as("administrator", { id, session: own?.session ?? "" }), { isAllowed: false }),
    );
    expect(error).toMatchObject({ code: "conflict", effect: "nothing-changed" });
  });

  it("opens nothing once it is off, and the provider cannot be removed then; the machine lets it on again", async () => {
    const { email } = await running.addMember("operator");
    const { member } = await signIn(somebody());
    const administrator = as("administrator", { id: member?.id ?? "", session: member?.session ?? "" });
    expect(await allowPasswords(administrator, { isAllowed: false })).toMatchObject({
      allowsPasswords: false,
    });
    const answer = await byPassword(email);
    expect([answer.status, cookieOf(answer)]).toEqual([403, ""]);
    expect(await failureOf(removeSingleSignOn(administrator))).toMatchObject({ code: "conflict" });
    await allowPasswordsAt(running.db);
    expect((await byPassword(email)).status).toBe(200);
    expect(await removeSingleSignOn(administrator)).toMatchObject({ singleSignOn: null });
  });
});

const unsecured = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** An id token of a stranger's. */
function idToken(issuer: string): Promise<string> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return new SignJWT({ email: "ana@example.com", email_verified: true })
    .setProtectedHeader({ alg: "RS256", kid: "first" })
    .setIssuer(issuer)
    .setSubject("x")
    .setAudience(CLIENT.clientId)
    .setIssuedAt()
    .setExpirationTime("2m")
    .sign(privateKey);
}
