import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/contracts/member";
import { problemSchema } from "@/lib/contracts/problem";
import { ROLES, roleIncludes } from "@/lib/contracts/terms/role";
import { hashToken, randomToken } from "../cipher";
import { apiKey } from "../db/schema/api-key";
import { secondFactor, user } from "../db/schema/auth";
import { organisation } from "../db/schema/organisation";
import { ask, openTestRuntime, type RouteHandler, readRoutes, type TestRuntime } from "./testing";

/** Who may call: the least role, everybody, or whoever passes the route's own check, which has tests of its own. */
type Caller = Role | "everybody" | "own check";

/** Every route of the console. One that is added and not written down here fails the first test. */
const CALLERS: Record<string, Caller> = {
  "GET /api/account": "viewer",
  "PATCH /api/account": "viewer",
  "GET /api/account/notices": "viewer",
  "PUT /api/account/notices": "viewer",
  "POST /api/account/notices/test": "viewer",
  "POST /api/account/passkeys": "viewer",
  "DELETE /api/account/passkeys/[id]": "viewer",
  "POST /api/account/passkeys/options": "viewer",
  "POST /api/account/second-factor": "viewer",
  "POST /api/account/second-factor/confirm": "viewer",
  "POST /api/account/second-factor/recovery-codes": "viewer",
  "POST /api/account/second-factor/remove": "viewer",
  "POST /api/account/second-factor/verify": "viewer",
  "DELETE /api/account/sessions": "viewer",
  "DELETE /api/account/sessions/[id]": "viewer",
  "GET /api/api-keys": "administrator",
  "POST /api/api-keys": "administrator",
  "DELETE /api/api-keys/[id]": "administrator",
  "DELETE /api/[...path]": "own check",
  "GET /api/[...path]": "own check",
  "PATCH /api/[...path]": "own check",
  "POST /api/[...path]": "own check",
  "PUT /api/[...path]": "own check",
  "GET /api/activity": "viewer",
  "GET /.well-known/patchbay-audit-keys": "everybody",
  "GET /api/audit/export": "administrator",
  "GET /api/auth/[...all]": "own check",
  "POST /api/auth/[...all]": "own check",
  "GET /api/bundles": "viewer",
  "POST /api/bundles": "administrator",
  "PUT /api/bundles/[id]": "administrator",
  "DELETE /api/bundles/[id]": "administrator",
  "GET /api/c/[token]": "everybody",
  "POST /api/c/[token]/confirm": "everybody",
  "DELETE /api/c/[token]/items/[item]/connection": "everybody",
  "POST /api/c/[token]/items/[item]/key": "everybody",
  "POST /api/c/[token]/opening": "everybody",
  "POST /api/combined-urls": "operator",
  "DELETE /api/combined-urls/[id]": "operator",
  "POST /api/combined-urls/[id]/reveal": "operator",
  "GET /api/cron/sweep": "own check",
  "GET /api/health": "everybody",
  "POST /api/instances": "operator",
  "PATCH /api/instances/[id]": "operator",
  "DELETE /api/instances/[id]": "operator",
  "DELETE /api/instances/[id]/authorization": "operator",
  "PUT /api/instances/[id]/call-limit": "operator",
  "GET /api/instances/[id]/connection": "viewer",
  "DELETE /api/instances/[id]/connection": "operator",
  "GET /api/instances/[id]/credential": "viewer",
  "GET /api/instances/[id]/history": "viewer",
  "POST /api/instances/[id]/key": "operator",
  "POST /api/instances/[id]/read-only-address": "operator",
  "POST /api/instances/[id]/reveal": "operator",
  "POST /api/instances/[id]/rotation": "operator",
  "PUT /api/instances/[id]/suspension": "operator",
  "POST /api/instances/[id]/token": "operator",
  "DELETE /api/instances/[id]/token": "operator",
  "GET /api/instances/[id]/tools": "viewer",
  "POST /api/instances/[id]/tools": "operator",
  "PUT /api/instances/[id]/tools/[name]": "operator",
  "GET /api/instances/[id]/usage": "viewer",
  "GET /api/instances/count": "viewer",
  "GET /api/instances/export": "viewer",
  "POST /api/instances/export": "viewer",
  "POST /api/instances/bulk": "operator",
  "POST /api/instances/bulk/preview": "operator",
  "POST /api/instances/reveal": "operator",
  "GET /api/instances/search": "viewer",
  "POST /api/invitations/[token]/accept": "everybody",
  "GET /api/instances/standings": "viewer",
  "GET /api/jobs": "viewer",
  "POST /api/jobs": "operator",
  "GET /api/jobs/[id]": "viewer",
  "DELETE /api/jobs/[id]": "operator",
  "GET /api/jobs/[id]/receipt": "viewer",
  "GET /api/jobs/[id]/receipt/signed": "viewer",
  "POST /api/jobs/[id]/nudge": "operator",
  "GET /api/links": "viewer",
  "POST /api/links": "operator",
  "POST /api/links/bulk": "operator",
  "POST /api/links/remind": "operator",
  "POST /api/links/revoke": "operator",
  "DELETE /api/links/[id]": "operator",
  "GET /api/members": "administrator",
  "PATCH /api/members/[id]": "administrator",
  "DELETE /api/members/[id]": "administrator",
  "POST /api/members/[id]/password-link": "administrator",
  "DELETE /api/members/[id]/second-factor": "administrator",
  "DELETE /api/members/[id]/sessions": "administrator",
  "POST /api/members/invitations": "administrator",
  "DELETE /api/members/invitations/[id]": "administrator",
  "GET /api/metrics": "own check",
  "GET /api/openapi.json": "everybody",
  "PUT /api/organisation": "administrator",
  "GET /api/organisation/logo": "everybody",
  "PUT /api/organisation/suspension": "administrator",
  "GET /api/overview": "viewer",
  "POST /api/password-links/[token]/use": "everybody",
  "POST /api/servers": "administrator",
  "PUT /api/servers/[name]": "administrator",
  "DELETE /api/servers/[name]": "administrator",
  "GET /api/servers/[name]/icon": "everybody",
  "PUT /api/servers/[name]/suspension": "administrator",
  "GET /api/servers/[name]/tools": "administrator",
  "PUT /api/servers/[name]/tools": "administrator",
  "POST /api/setup": "everybody",
  "GET /api/scim/v2/ResourceTypes": "own check",
  "GET /api/scim/v2/Schemas": "own check",
  "GET /api/scim/v2/ServiceProviderConfig": "own check",
  "GET /api/scim/v2/Users": "own check",
  "POST /api/scim/v2/Users": "own check",
  "GET /api/scim/v2/Users/[id]": "own check",
  "PUT /api/scim/v2/Users/[id]": "own check",
  "PATCH /api/scim/v2/Users/[id]": "own check",
  "DELETE /api/scim/v2/Users/[id]": "own check",
  "GET /api/sign-in": "administrator",
  "POST /api/sign-in/scim-token": "administrator",
  "DELETE /api/sign-in/scim-token": "administrator",
  "GET /api/sign-in/callback": "own check",
  "POST /api/sign-in/logout": "own check",
  "POST /api/sign-in/passkey": "everybody",
  "POST /api/sign-in/passkey/options": "everybody",
  "PUT /api/sign-in/password": "administrator",
  "PUT /api/sign-in/second-factor": "administrator",
  "GET /api/sign-in/single-sign-on": "own check",
  "PUT /api/sign-in/single-sign-on": "administrator",
  "DELETE /api/sign-in/single-sign-on": "administrator",
  "GET /api/sign-in/ways": "everybody",
  "GET /api/suggestions": "viewer",
  "GET /api/suspensions": "viewer",
  "GET /api/webhooks": "administrator",
  "POST /api/webhooks": "administrator",
  "GET /api/webhooks/[id]": "administrator",
  "PATCH /api/webhooks/[id]": "administrator",
  "DELETE /api/webhooks/[id]": "administrator",
  "POST /api/webhooks/[id]/deliveries/[delivery]": "administrator",
  "POST /api/webhooks/[id]/rotation": "administrator",
  "POST /api/webhooks/[id]/test": "administrator",
  "GET /api/targets": "administrator",
  "GET /api/targets/[server]": "administrator",
  "PUT /api/targets/[server]": "administrator",
  "DELETE /api/targets/[server]": "administrator",
  "POST /api/targets/[server]/test": "administrator",
  "GET /api/tool-changes": "viewer",
  "POST /api/tool-changes/approve": "administrator",
  "PUT /api/tool-changes/rule": "administrator",
  "GET /api/upstream-users": "operator",
  "POST /api/upstream-users/adopt": "operator",
  "POST /api/upstream-users/adopt/bulk": "operator",
  "GET /api/users": "viewer",
  "GET /api/users/alike": "viewer",
  "POST /api/users/offboard": "operator",
  "POST /api/users/offboard/bulk": "operator",
  "GET /api/user": "viewer",
  "GET /api/users/standings": "viewer",
  "GET /api/views": "viewer",
  "POST /api/views": "viewer",
  "DELETE /api/views/[id]": "viewer",
  "PUT /api/users/suspension": "operator",
  "GET /c/[token]/start/[item]": "own check",
  "GET /connect/done": "own check",
  "GET /connect/start": "own check",
  "DELETE /engine/[[...path]]": "own check",
  "GET /engine/[[...path]]": "own check",
  "OPTIONS /engine/[[...path]]": "own check",
  "PATCH /engine/[[...path]]": "own check",
  "POST /engine/[[...path]]": "own check",
};
/** What no API key does, whatever its scope and its role. */
const PEOPLE_ONLY = [
  "GET /api/account/notices",
  "PUT /api/account/notices",
  "POST /api/account/notices/test",
  "POST /api/account/passkeys",
  "DELETE /api/account/passkeys/[id]",
  "POST /api/account/passkeys/options",
  "POST /api/account/second-factor",
  "POST /api/account/second-factor/confirm",
  "POST /api/account/second-factor/recovery-codes",
  "POST /api/account/second-factor/remove",
  "POST /api/account/second-factor/verify",
  "GET /api/account",
  "PATCH /api/account",
  "DELETE /api/account/sessions",
  "DELETE /api/account/sessions/[id]",
  "GET /api/api-keys",
  "POST /api/api-keys",
  "DELETE /api/api-keys/[id]",
  "GET /api/members",
  "PATCH /api/members/[id]",
  "DELETE /api/members/[id]",
  "POST /api/members/[id]/password-link",
  "DELETE /api/members/[id]/second-factor",
  "DELETE /api/members/[id]/sessions",
  "GET /api/sign-in",
  "POST /api/sign-in/scim-token",
  "DELETE /api/sign-in/scim-token",
  "PUT /api/sign-in/password",
  "PUT /api/sign-in/second-factor",
  "PUT /api/sign-in/single-sign-on",
  "DELETE /api/sign-in/single-sign-on",
  "POST /api/members/invitations",
  "DELETE /api/members/invitations/[id]",
  "PUT /api/organisation",
  "POST /api/servers",
  "PUT /api/servers/[name]",
  "DELETE /api/servers/[name]",
  "PUT /api/servers/[name]/suspension",
  "GET /api/servers/[name]/tools",
  "PUT /api/servers/[name]/tools",
  "PUT /api/organisation/suspension",
  "POST /api/tool-changes/approve",
  "PUT /api/tool-changes/rule",
  "GET /api/targets",
  "GET /api/targets/[server]",
  "PUT /api/targets/[server]",
  "DELETE /api/targets/[server]",
  "POST /api/targets/[server]/test",
  "GET /api/views",
  "POST /api/views",
  "DELETE /api/views/[id]",
];
/** Load balancers ask by address. */
const ANY_HOST = ["GET /api/health"];

const handlers = new Map<string, RouteHandler>();
const cookies = new Map<Role, string>();
let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime();
  for (const role of ROLES) cookies.set(role, (await running.signIn(role)).cookie);
  for (const [name, handler] of await readRoutes()) handlers.set(name, handler);
});
afterAll(() => running.close());

/** Asks a route for something that does not exist, with an empty body where it changes something. */
async function call(name: string, { cookie, headers = {} }: { cookie?: string; headers?: object } = {}) {
  const [method = "", pattern = ""] = name.split(" ");
  const params = { id: randomUUID(), token: "t".repeat(43), item: "0" };
  const target = pattern.replaceAll(/\[(\w+)\]/g, (_, key: keyof typeof params) => params[key]);
  const body = method === "GET" ? {} : { body: {} };
  const request = ask(target, { method, cookie, headers: { ...headers }, ...body });
  const handler = handlers.get(name);
  if (!handler) throw new Error(`there is no ${name}`);
  const response = await handler(request, { params: Promise.resolve(params) });
  return {
    status: response.status,
    problem: problemSchema.safeParse(await response.json().catch(() => 0)).data,
  };
}
/** Keys with the scope, of an administrator's, and such as open nothing. */
async function makeKeys({ db, addMember }: TestRuntime) {
  const [maker, demoted, gone] = [
    await addMember("administrator"),
    await addMember("administrator"),
    await addMember("administrator"),
  ];
  const make = async (by: { id: string }, more: Partial<typeof apiKey.$inferInsert> = {}) => {
    const secret = `pb_${randomToken()}`;
    const createdBy = { createdBy: by.id, createdByName: "Ana" };
    await db.insert(apiKey).values({
      name: "CI",
      secretHash: hashToken(secret),
      prefix: secret.slice(0, 9),
      scopes: ["console"],
      role: "administrator",
      ...createdBy,
      ...more,
    });
    return secret;
  };
  const keys = {
    byRole: {
      viewer: await make(maker, { role: "viewer" }),
      operator: await make(maker, { role: "operator" }),
      administrator: await make(maker),
    },
    withoutScope: await make(maker, { scopes: ["read", "create", "call", "admin", "secrets"] }),
    revoked: await make(maker, { revokedAt: new Date() }),
    expired: await make(maker, { expiresAt: new Date() }),
    ofDemoted: await make(demoted),
    ofNobody: await make(gone),
  };
  await db.update(user).set({ role: "viewer" }).where(eq(user.id, demoted.id));
  await db.delete(user).where(eq(user.id, gone.id));
  return keys;
}
const code = (problem: { type: string } | undefined) => problem?.type.split(":").at(-1);
const routes = (mayCall: (caller: Caller) => boolean) =>
  Object.keys(CALLERS).filter((name) => mayCall(CALLERS[name] ?? "everybody"));
const isRole = (caller: Caller): caller is Role => ROLES.some((role) => role === caller);

it("every route is known, with who may call it", () => {
  expect([...handlers.keys()].sort()).toEqual(Object.keys(CALLERS).sort());
});

describe("a route for members", () => {
  it.each(routes(isRole))("%s refuses the signed-out, and roles below its own", async (name) => {
    const signedOut = await call(name);
    expect([signedOut.status, code(signedOut.problem)]).toEqual([401, "unauthenticated"]);
    for (const role of ROLES) {
      const { status, problem } = await call(name, { cookie: cookies.get(role) ?? "" });
      if (roleIncludes(role, CALLERS[name] as Role)) expect([401, 403, 500]).not.toContain(status);
      else expect([status, code(problem)]).toEqual([403, "forbidden"]);
    }
  });
});

/** What signing in takes: all that a session opens whose second factor is due. */
const DURING_SIGN_IN = [
  "POST /api/account/second-factor",
  "POST /api/account/second-factor/confirm",
  "POST /api/account/second-factor/verify",
];

describe("a route for members, asked in a session whose second factor is due", () => {
  const half = new Map<string, string>();
  beforeAll(async () => {
    const { db } = running;
    const one = await running.signIn("administrator");
    await db.insert(secondFactor).values({ userId: one.id, secret: "", confirmedAt: new Date() });
    half.set("code", one.cookie);
    half.set("second factor", (await running.signIn("administrator")).cookie);
    await db.insert(organisation).values({ name: "Acme", requiresSecondFactor: true });
  });
  afterAll(() => running.db.delete(organisation));

  it.each(routes(isRole))("%s refuses, but for what finishes signing in", async (name) => {
    for (const cookie of half.values()) {
      const { status, problem } = await call(name, { cookie });
      if (DURING_SIGN_IN.includes(name)) expect([401, 403, 500]).not.toContain(status);
      else expect([status, code(problem)]).toEqual([401, "unauthenticated"]);
    }
  });
});

describe("a route for members, asked with an API key, from no page and with a cookie that would do", () => {
  const byKey = (name: string, key: string, headers = {}) =>
    call(name, {
      cookie: cookies.get("administrator") ?? "",
      headers: { origin: "", authorization: `Bearer ${key}`, ...headers },
    });
  let keys: Awaited<ReturnType<typeof makeKeys>>;
  beforeAll(async () => {
    keys = await makeKeys(running);
  });

  it.each(routes(isRole))("%s takes one that may, by its role and its maker's", async (name) => {
    for (const [role, key] of Object.entries(keys.byRole)) {
      const { status, problem } = await byKey(name, key);
      const may = !PEOPLE_ONLY.includes(name) && roleIncludes(role as Role, CALLERS[name] as Role);
      if (may) expect([401, 403, 500]).not.toContain(status);
      else expect([status, code(problem)]).toEqual([403, "forbidden"]);
    }
    const ofDemoted = await byKey(name, keys.ofDemoted);
    if (CALLERS[name] === "viewer" && !PEOPLE_ONLY.includes(name)) {
      expect([401, 403, 500]).not.toContain(ofDemoted.status);
    } else expect([ofDemoted.status, code(ofDemoted.problem)]).toEqual([403, "forbidden"]);
  });

  it.each(routes(isRole))("%s refuses what is no key, or none any more, or lacks the scope", async (name) => {
    const unknown = `pb_${"x".repeat(43)}`;
    for (const key of [unknown, keys.revoked, keys.expired, keys.ofNobody]) {
      const { status, problem } = await byKey(name, key);
      expect([status, code(problem)]).toEqual([401, "unauthenticated"]);
    }
    const { status, problem } = await byKey(name, keys.withoutScope);
    expect([status, code(problem)]).toEqual([403, "forbidden"]);
    expect(problem?.detail).toContain('"console"');
  });

  it.each(routes(isRole))("%s refuses a good one under another host", async (name) => {
    const { status, problem } = await byKey(name, keys.byRole.administrator, { host: "evil.example" });
    expect([status, code(problem)]).toEqual([403, "foreign-origin"]);
  });
});

describe("a route of any kind but those with checks of their own", () => {
  const cookie = () => cookies.get("administrator") ?? "";
  const all = routes((caller) => caller !== "own check");

  it.each(all.filter((name) => !name.startsWith("GET ")))("%s refuses other sites", async (name) => {
    for (const origin of ["", "null", "https://evil.example"]) {
      const { status, problem } = await call(name, { cookie: cookie(), headers: { origin } });
      expect([status, code(problem)]).toEqual([403, "foreign-origin"]);
    }
  });

  it.each(all.filter((name) => !ANY_HOST.includes(name)))("%s refuses other hosts", async (name) => {
    const { status, problem } = await call(name, { cookie: cookie(), headers: { host: "evil.example" } });
    expect([status, code(problem)]).toEqual([403, "foreign-origin"]);
  });

  it.each(ANY_HOST)("%s answers under any host", async (name) => {
    expect((await call(name, { headers: { host: "10.0.0.1:3000" } })).status).toBe(200);
  });
});
