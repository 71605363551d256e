import { randomUUID } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as verifyRoute } from "@/app/api/account/second-factor/verify/route";
import type { Role } from "@/lib/contracts/member";
import { problemSchema } from "@/lib/contracts/problem";
import { contextFor } from "../context";
import { auditEvent } from "../db/schema/audit";
import { account, session, user, verification } from "../db/schema/auth";
import { rateLimit } from "../db/schema/rate-limit";
import { handleAuth } from "../http/auth";
import { BODY_LIMIT } from "../http/body";
import { readMember } from "../http/session";
import { ask, cookieOf, ORIGIN, openTestRuntime, PASSWORD, type TestRuntime } from "../http/testing";
import { createLogger } from "../process/log";
import { beginSecondFactor } from "../services/second-factor/begin";
import { confirmSecondFactor } from "../services/second-factor/confirm";
import { authenticatorOf } from "../services/second-factor/testing";
import { createAuth } from "./auth";
import { cookiePrefix } from "./cookie-prefix";
import { knownBrowserCookie, markKnown } from "./known-browser";
import { takeSignIn } from "./sign-in-tries";

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime();
});
afterEach(async () => {
  await running.db.delete(rateLimit);
});
afterAll(() => running.close());

type Asked = Parameters<typeof ask>[1];
const post = (path: string, body: unknown, more: Asked = {}) =>
  handleAuth(ask(`/api/auth${path}`, { method: "POST", body, ...more }));
const signIn = (email: string, password: string, more: Asked = {}) =>
  post("/sign-in/email", { email, password }, more);
const actorOf = (cookie: string) => readMember(running, new Headers({ cookie }));
const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const nobody = () => `nobody-${randomUUID()}@example.com`;

async function signedIn(role: Role) {
  const member = await running.addMember(role);
  return { ...member, cookie: cookieOf(await signIn(member.email, PASSWORD)) };
}
/** So many tries at an account that went before, without the work of hashing. */
async function tryBefore(count: number, email: string): Promise<void> {
  for (let tries = 0; tries < count; tries += 1) {
    await takeSignIn(running.attempts, { account: email, address: null, knownBrowser: undefined });
  }
}
async function latestEvent() {
  const [event] = await running.db
    .select()
    .from(auditEvent)
    .orderBy(desc(auditEvent.at), desc(auditEvent.sequence))
    .limit(1);
  return event;
}

describe("signing in is refused", () => {
  it("for an account that does not exist as for a wrong password, with the same answer", async () => {
    const { email } = await running.addMember("viewer");
    const wrong = await signIn(email, "not the right password");
    const unknown = await signIn(nobody(), PASSWORD);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [told, toldUnknown] = [await wrong.json(), await unknown.json()].map((answer) =>
      problemSchema.parse(answer),
    );
    expect(toldUnknown).toEqual({ ...told, requestId: toldUnknown?.requestId });
    expect(told).toMatchObject({
      type: "urn:patchbay:problem:unauthenticated",
      detail: "Incorrect email or password.",
      effect: "nothing-changed",
    });
    expect(cookieOf(wrong) + cookieOf(unknown)).toBe("");
    const names = (response: Response) => [...response.headers.keys()].sort();
    expect(names(unknown)).toEqual(names(wrong));
  });

  it("from another site, under another host, and with a body that is too long", async () => {
    const { email } = await running.addMember("viewer");
    const elsewhere: Record<string, string>[] = [
      { origin: "" },
      { origin: "https://evil.example" },
      { host: "evil.example" },
    ];
    for (const headers of elsewhere) {
      const response = await signIn(email, PASSWORD, { headers });
      const problem = problemSchema.parse(await response.json());
      expect(problem).toMatchObject({ status: 403, type: "urn:patchbay:problem:foreign-origin" });
    }
    const long = { email, password: "p".repeat(BODY_LIMIT) };
    expect((await post("/sign-in/email", long)).status).toBe(413);
  });

  it("with a body that is too long and does not say so", async () => {
    const stream = new Blob([JSON.stringify({ email: nobody(), password: "p".repeat(BODY_LIMIT) })]).stream();
    expect((await post("/sign-in/email", stream)).status).toBe(413);
  });

  it.each(["{", "[]", '{"email":{"$ne":null},"password":"x"}', '{"email":"ana@example.com"}'])(
    "with a body of %s",
    async (body) => {
      const response = await post("/sign-in/email", body, {
        headers: { "content-type": "application/json" },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    },
  );
});

describe("a password alone, where there is a second factor", () => {
  async function halfSignedIn() {
    const member = await running.addMember("operator");
    const context = contextFor(
      running,
      { kind: "member", id: member.id, name: "Ana", email: member.email, role: "operator" },
      { id: "setting-up", address: null },
    );
    const app = authenticatorOf((await beginSecondFactor(context)).address);
    await confirmSecondFactor(context, { code: app.next() });
    const response = await signIn(member.email, PASSWORD);
    expect(response.status).toBe(200);
    return { ...member, app, cookie: cookieOf(response) };
  }
  const verify = (code: string, cookie: string) =>
    verifyRoute(ask("/api/account/second-factor/verify", { method: "POST", body: { code }, cookie }));
  const rowOf = async (userId: string) =>
    (await running.db.select().from(session).where(eq(session.userId, userId)))[0];

  it("opens nothing for anybody, not better-auth's own routes either, and lasts ten minutes", async () => {
    const { id, cookie } = await halfSignedIn();
    expect(await actorOf(cookie)).toBeUndefined();
    const passwords = { currentPassword: PASSWORD, newPassword: "another long password" };
    expect((await post("/change-password", passwords, { cookie })).status).toBe(401);
    expect((await handleAuth(ask("/api/auth/get-session", { cookie }))).status).toBe(401);
    expect(Number((await rowOf(id))?.expiresAt)).toBeLessThan(Date.now() + 601_000);
    expect(await latestEvent()).toMatchObject({ outcome: "succeeded", details: { awaitsFactor: true } });
  });

  it("opens everything once the code is shown, and both are in the record", async () => {
    const { id, app, cookie } = await halfSignedIn();
    expect((await verify("000000", cookie)).status).toBe(422);
    expect(await latestEvent()).toMatchObject({ action: "session.create", outcome: "refused" });
    expect((await verify(app.next(), cookie)).status).toBe(200);
    expect(await actorOf(cookie)).toMatchObject({ id });
    expect(await latestEvent()).toMatchObject({
      action: "session.create",
      outcome: "succeeded",
      actorId: id,
      details: { factor: "app" },
    });
  });

  it("is not asked for again after a change of the password, and signing out needs no code", async () => {
    const { id, app, cookie } = await halfSignedIn();
    await verify(app.next(), cookie);
    const passwords = { currentPassword: PASSWORD, newPassword: "another long password" };
    const changed = await post("/change-password", passwords, { cookie });
    expect(changed.status).toBe(200);
    expect(await actorOf(cookieOf(changed))).toMatchObject({ id });
    const half = cookieOf(await signIn((await running.addMember("viewer")).email, PASSWORD));
    expect((await post("/sign-out", {}, { cookie: half })).status).toBe(200);
  });
});

describe("guessing", () => {
  it("at one account is stopped after ten tries from one address, and the right password does not help", async () => {
    const { email } = await running.addMember("viewer");
    for (let tries = 0; tries < 10; tries += 1) {
      const spelling = tries % 2 ? email.toUpperCase() : email;
      expect((await signIn(spelling, "wrong password", from("203.0.113.99"))).status).toBe(401);
    }
    for (const password of ["wrong password", PASSWORD]) {
      const response = await signIn(email, password, from("203.0.113.99"));
      expect(response.status).toBe(429);
      const wait = Number(response.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(800);
      expect(wait).toBeLessThanOrEqual(900);
      expect(problemSchema.parse(await response.json())).toMatchObject({
        type: "urn:patchbay:problem:rate-limited",
        detail: "Too many attempts. Try again in 15 minutes.",
        retryAfter: wait,
      });
      expect(cookieOf(response)).toBe("");
    }
    const other = await running.addMember("viewer");
    expect((await signIn(other.email, PASSWORD, from("203.0.113.99"))).status).toBe(200);
  });

  it("locks nobody out: the member signs in from elsewhere, and in their own browser from there too", async () => {
    const { email } = await running.addMember("administrator");
    const known = cookieOf(await signIn(email, PASSWORD, from("203.0.113.60")));
    for (let tries = 0; tries < 11; tries += 1) await signIn(email, "wrong password", from("203.0.113.60"));
    expect((await signIn(email, PASSWORD, from("203.0.113.60"))).status).toBe(429);
    expect((await signIn(email, PASSWORD, from("203.0.113.61"))).status).toBe(200);
    expect((await signIn(email, PASSWORD, { ...from("203.0.113.60"), cookie: known })).status).toBe(200);
  });

  it.each([
    [
      "made up",
      (email: string) => `${knownBrowserCookie(email, ORIGIN)}=${"A".repeat(43)}.${"A".repeat(43)}`,
    ],
    [
      "of another account",
      (email: string) => `${knownBrowserCookie(email, ORIGIN)}=${markKnown(running.cipher, nobody())}`,
    ],
    [
      "changed",
      (email: string) => `${knownBrowserCookie(email, ORIGIN)}=${markKnown(running.cipher, email)}x`,
    ],
    [
      "unsigned",
      (email: string) =>
        `${knownBrowserCookie(email, ORIGIN)}=${markKnown(running.cipher, email).split(".")[0]}`,
    ],
    ["empty", (email: string) => `${knownBrowserCookie(email, ORIGIN)}=`],
  ])("is not helped by a mark of a known browser that is %s", async (_, cookie) => {
    const { email } = await running.addMember("viewer");
    await tryBefore(10, email);
    expect((await signIn(email, PASSWORD, { cookie: cookie(email) })).status).toBe(429);
  });

  it("at an account that does not exist is stopped alike", async () => {
    const email = nobody();
    await tryBefore(9, email);
    expect((await signIn(email, "wrong password")).status).toBe(401);
    expect((await signIn(email, "wrong password")).status).toBe(429);
  });

  it("from one address is stopped after sixty tries, whichever accounts it tries", async () => {
    const address = "198.51.100.7";
    const stranger = () => ({ account: nobody(), address, knownBrowser: undefined });
    await Promise.all(Array.from({ length: 60 }, () => takeSignIn(running.attempts, stranger())));
    const { email } = await running.addMember("viewer");
    expect((await signIn(email, PASSWORD, from(address))).status).toBe(429);
    expect((await signIn(email, PASSWORD, from(`${address}, 198.51.100.8`))).status).toBe(200);
  });

  it("is forgiven with the right password", async () => {
    const { email } = await running.addMember("viewer");
    for (let round = 0; round < 2; round += 1) {
      await tryBefore(8, email);
      expect((await signIn(email, "wrong password")).status).toBe(401);
      expect((await signIn(email, PASSWORD)).status).toBe(200);
    }
  });

  it("at the present password of a session that was left open is stopped as well", async () => {
    const { email, cookie } = await signedIn("viewer");
    const other = await signedIn("viewer");
    // Naming somebody else in the body must not spread the tries over many accounts.
    const change = (currentPassword: string, session = cookie) =>
      post(
        "/change-password",
        { currentPassword, newPassword: "another long password", email: nobody() },
        { cookie: session },
      );
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await (await change("wrong password")).json()).toMatchObject({
        fields: { currentPassword: ["This is not your current password."] },
      });
    }
    expect((await change(PASSWORD)).status).toBe(429);
    expect((await change(PASSWORD, other.cookie)).status).toBe(200);
    // Who has stolen a session does not keep its member out with it, neither at the door nor in another session.
    const another = await signIn(email, PASSWORD);
    expect(another.status).toBe(200);
    expect((await change(PASSWORD, cookieOf(another))).status).toBe(200);
  });
});

describe("a session", () => {
  it("begins with the right password, however the address is spelled, and knows its member", async () => {
    const { id, email } = await running.addMember("operator");
    for (const spelling of [email, email.toUpperCase()]) {
      const response = await signIn(spelling, PASSWORD);
      expect(response.status).toBe(200);
      expect(await actorOf(cookieOf(response))).toEqual({
        kind: "member",
        session: expect.any(String),
        id,
        email,
        name: "Some operator",
        role: "operator",
      });
    }
  });

  it("is kept in a cookie that no script and no other site can use", async () => {
    const { email } = await running.addMember("viewer");
    const lines = (await signIn(email, PASSWORD)).headers.getSetCookie();
    expect(lines).toHaveLength(2);
    expect(lines.find((line) => line.startsWith(`${cookiePrefix(ORIGIN)}-known-`))).toMatch(
      /^patchbay-[\w-]{8}-known-[\w-]{16}=[^;]+; Max-Age=15552000; Path=\/api\/auth; HttpOnly; SameSite=Lax$/,
    );
    expect(lines.find((line) => line.startsWith(`${cookiePrefix(ORIGIN)}.session_token`))).toMatch(
      /^patchbay-[\w-]{8}\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it("is kept in a cookie for https alone where the console is served so", async () => {
    const { email } = await running.addMember("viewer");
    const appUrl = "https://console.example.com";
    const { db, attempts, cipher } = running;
    const options = { db, attempts, cipher, appUrl, secret: "s".repeat(32), trustedProxies: 0 };
    const auth = createAuth({ ...options, log: createLogger("silent") });
    const response = await auth.handler(
      new Request(`${appUrl}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: appUrl },
        body: JSON.stringify({ email, password: PASSWORD }),
      }),
    );
    const lines = response.headers.getSetCookie();
    expect(
      lines.filter((line) => line.startsWith(`__Secure-${cookiePrefix(appUrl)}.session_token=`)),
    ).toHaveLength(1);
    for (const line of lines) {
      expect(line).toMatch(/; Secure/);
      expect(line).toMatch(/; HttpOnly/);
    }
  });

  it("lasts a week from its beginning, and is not prolonged by use", async () => {
    const { id, cookie } = await signedIn("viewer");
    const expiry = async () =>
      (await running.db.select().from(session).where(eq(session.userId, id)))[0]?.expiresAt;
    const week = 7 * 24 * 60 * 60 * 1000;
    const left = ((await expiry())?.getTime() ?? 0) - Date.now();
    expect(Math.abs(left - week)).toBeLessThan(60_000);

    const soon = new Date(Date.now() + 60_000);
    await running.db.update(session).set({ expiresAt: soon }).where(eq(session.userId, id));
    expect(await actorOf(cookie)).toBeDefined();
    await handleAuth(ask("/api/auth/get-session", { cookie }));
    expect(await expiry()).toEqual(soon);
  });

  it("ends with signing out, for everybody who has its cookie", async () => {
    const { id, cookie } = await signedIn("viewer");
    const response = await post("/sign-out", {}, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/i);
    expect(await actorOf(cookie)).toBeUndefined();
    expect(await (await handleAuth(ask("/api/auth/get-session", { cookie }))).json()).toBeNull();
    expect(await running.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  });

  it("follows the role that the member has now, not the one at its beginning", async () => {
    const { id, cookie } = await signedIn("administrator");
    await running.db.update(user).set({ role: "viewer" }).where(eq(user.id, id));
    expect(await actorOf(cookie)).toMatchObject({ role: "viewer" });
  });

  it("is none any more, and none begins, where its member is disabled", async () => {
    const { id, email, cookie } = await signedIn("administrator");
    // Past the service, which also ends the sessions.
    await running.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, id));
    expect(await actorOf(cookie)).toBeUndefined();
    const right = await signIn(email, PASSWORD);
    expect([right.status, cookieOf(right)]).toEqual([401, ""]);
    expect((await right.json()).detail).toBe("Your account is disabled. Ask an administrator.");
    expect(await latestEvent()).toMatchObject({
      action: "session.create",
      outcome: "refused",
      subjectId: email,
    });
    const wrong = await signIn(email, "not the right password");
    expect((await wrong.json()).detail).toBe("Incorrect email or password.");
    expect(await running.db.$count(session, eq(session.userId, id))).toBe(1);
  });

  it("knows its browser and where it began, and when its member was last here", async () => {
    const { id, email } = await running.addMember("viewer");
    const headers = { "user-agent": `Firefox ${"x".repeat(1000)}`, "x-forwarded-for": "203.0.113.7" };
    const cookie = cookieOf(await signIn(email, PASSWORD, { headers }));
    const read = async () =>
      (await running.db.select().from(session).where(eq(session.userId, id)))[0] ?? { lastSeenAt: null };
    expect(await read()).toMatchObject({
      ipAddress: "203.0.113.7",
      userAgent: `Firefox ${"x".repeat(292)}`,
      lastSeenAt: expect.any(Date),
    });
    const seenOf = async () => (await running.db.select().from(user).where(eq(user.id, id)))[0]?.lastSeenAt;
    expect(await seenOf()).toEqual(expect.any(Date));
    const longAgo = new Date(Date.now() - 61_000);
    await running.db.update(session).set({ lastSeenAt: longAgo }).where(eq(session.userId, id));
    await actorOf(cookie);
    const { lastSeenAt } = await read();
    expect(lastSeenAt?.getTime()).toBeGreaterThan(longAgo.getTime());
    expect(await seenOf()).toEqual(lastSeenAt);
    await actorOf(cookie);
    expect(await read()).toMatchObject({ lastSeenAt });
  });

  it("ends with its member", async () => {
    const { id, cookie } = await signedIn("viewer");
    await running.db.delete(user).where(eq(user.id, id));
    expect(await actorOf(cookie)).toBeUndefined();
  });
});

describe("changing the password", () => {
  const NEW = "another long password";

  it("is refused to the signed-out, with a wrong present password, and for one that is too short", async () => {
    const { email, cookie } = await signedIn("viewer");
    const change = (currentPassword: string, newPassword: string, asked: Asked = { cookie }) =>
      post("/change-password", { currentPassword, newPassword }, asked);
    expect((await change(PASSWORD, NEW, {})).status).toBe(401);
    for (const [present, wanted, fields] of [
      ["wrong password", NEW, { currentPassword: ["This is not your current password."] }],
      [PASSWORD, "eleven-char", { newPassword: ["Use at least 12 characters."] }],
      [PASSWORD, "p".repeat(129), { newPassword: ["Use at most 128 characters."] }],
    ] as const) {
      const response = await change(present, wanted);
      expect(response.status).toBe(422);
      expect(problemSchema.parse(await response.json()).fields).toEqual(fields);
    }
    expect((await signIn(email, PASSWORD)).status).toBe(200);
    expect((await signIn(email, NEW)).status).toBe(401);
  });

  it("ends every other session, whatever is asked, and keeps this one going", async () => {
    const { id, email, cookie } = await signedIn("viewer");
    const elsewhere = cookieOf(await signIn(email, PASSWORD));
    const response = await post(
      "/change-password",
      { currentPassword: PASSWORD, newPassword: NEW, revokeOtherSessions: false },
      { cookie },
    );
    expect(response.status).toBe(200);
    expect(await actorOf(elsewhere)).toBeUndefined();
    expect(await actorOf(cookieOf(response))).toMatchObject({ id });
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expect((await signIn(email, NEW)).status).toBe(200);
  });
});

describe("everything else that better-auth could do", () => {
  it("does not exist", async () => {
    const { cookie } = await signedIn("administrator");
    const allowed = ["/sign-in/email", "/sign-out", "/change-password", "/get-session"];
    const paths = Object.values(running.auth.api).map((endpoint) => endpoint.path as string | undefined);
    const others = [...new Set(paths)].filter((path) => path && !allowed.includes(path));
    expect(others).toEqual(expect.arrayContaining(["/sign-up/email", "/update-user", "/delete-user"]));
    for (const path of others) {
      for (const method of ["GET", "POST"]) {
        const body = method === "POST" ? {} : undefined;
        const response = await handleAuth(ask(`/api/auth${path}`, { method, body, cookie }));
        expect([path, response.status]).toEqual([path, 404]);
        expect(problemSchema.parse(await response.json()).type).toBe("urn:patchbay:problem:not-found");
      }
    }
  });

  it.each([
    "/api/auth",
    "/api/auth/",
    "/api/auth/sign-in/email/",
    "/api/auth//sign-in/email",
    "/api/auth/sign-in%2Femail",
    "/api/auth/Sign-In/Email",
    "/api/auth/sign-in/email;x",
    "/api/auth/sign-out/../sign-up/email",
    "/api/auth/api/auth/sign-in/email",
  ])("does not exist in another spelling either: %s", async (path) => {
    const { email } = await running.addMember("viewer");
    const body = { email, password: PASSWORD };
    expect((await handleAuth(ask(path, { method: "POST", body }))).status).toBe(404);
  });

  it("gives nobody a role or an account: neither by signing up nor by asking for it while signing in", async () => {
    const { id, email } = await running.addMember("viewer");
    const before = [await running.db.$count(user), await running.db.$count(account)];
    const wish = { email, password: PASSWORD, name: "Mallory", role: "administrator" };
    await post("/sign-in/email", wish);
    for (const path of ["/sign-up/email", "/update-user", "/set-password", "/change-email"]) {
      const { cookie } = await signedIn("viewer");
      expect((await post(path, wish, { cookie })).status).toBe(404);
    }
    expect((await running.db.select().from(user).where(eq(user.id, id)))[0]?.role).toBe("viewer");
    expect(before).toEqual([(await running.db.$count(user)) - 4, (await running.db.$count(account)) - 4]);
    expect(await running.db.select().from(verification)).toEqual([]);
  });

  it("gives no role in process either", async () => {
    const { cookie } = await signedIn("viewer");
    const body = { email: nobody(), password: PASSWORD, name: "Mallory", role: "administrator" };
    await expect(running.auth.api.signUpEmail({ body: body as never })).rejects.toThrow();
    const update = { body: { role: "administrator" } as never, headers: new Headers({ cookie }) };
    await running.auth.api.updateUser(update).catch(() => undefined);
    expect(await actorOf(cookie)).toMatchObject({ role: "viewer" });
  });
});

it("a database that fails is a plain 500, and nothing is printed past the log", async () => {
  const { email } = await running.addMember("viewer");
  const printed = vi.spyOn(console, "error");
  await running.db.execute(sql`alter table session rename to session_away`);
  const response = await signIn(email, PASSWORD);
  await running.db.execute(sql`alter table session_away rename to session`);

  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
  const problem = problemSchema.parse(await response.json());
  expect(problem).toMatchObject({ status: 500, type: "urn:patchbay:problem:internal" });
  expect(JSON.stringify(problem)).not.toMatch(/insert|params/);
  expect(cookieOf(response)).toBe("");
});

describe("the audit", () => {
  const brought = randomUUID();
  const traced = { headers: { "x-request-id": brought, "x-forwarded-for": "203.0.113.7" } };
  const trace = {
    requestId: expect.not.stringContaining(brought),
    address: "203.0.113.7",
    subjectType: "member",
    details: {},
  };

  it("has who signed in, and from where", async () => {
    const { id, email } = await running.addMember("viewer");
    const response = await signIn(email, PASSWORD, traced);
    const requestId = response.headers.get("x-request-id");
    expect(requestId).not.toBe(brought);
    expect(await latestEvent()).toMatchObject({
      ...trace,
      requestId,
      actorKind: "member",
      actorId: id,
      actorName: "Some viewer",
      actorEmail: email,
      subjectId: id,
      action: "session.create",
      outcome: "succeeded",
    });
  });

  it("has the account that somebody tried, and not the password", async () => {
    for (const email of [(await running.addMember("viewer")).email, nobody()]) {
      await signIn(email, "canary-of-a-password", traced);
      const event = await latestEvent();
      expect(event).toMatchObject({
        ...trace,
        actorKind: "visitor",
        actorId: "nobody",
        actorEmail: email,
        subjectId: email,
        action: "session.create",
        outcome: "refused",
      });
      expect(JSON.stringify(event)).not.toContain("canary");
    }
  });

  it("has one event of all the tries that were too many in a window, as such", async () => {
    const { email } = await running.addMember("viewer");
    await tryBefore(10, email);
    const before = await running.db.$count(auditEvent);
    for (let tries = 0; tries < 5; tries += 1) await signIn(email, "wrong password");
    expect(await running.db.$count(auditEvent)).toBe(before + 1);
    expect(await latestEvent()).toMatchObject({
      actorId: "nobody",
      actorEmail: email,
      action: "session.create",
      outcome: "refused",
      details: { tooMany: true },
    });
  });

  it("is not filled by tries that were stopped, nor by those who have no session", async () => {
    const email = nobody();
    await tryBefore(11, email);
    const before = await running.db.$count(auditEvent);
    expect((await signIn(email, "wrong password")).status).toBe(429);
    await post("/sign-out", {});
    await post("/change-password", { currentPassword: "x", newPassword: "another long password" });
    await post("/sign-in/email", { email: { $ne: null }, password: "x" });
    expect(await running.db.$count(auditEvent)).toBe(before);
  });

  it("has who signed out, and who changed the password", async () => {
    const { id, email, cookie } = await signedIn("viewer");
    const body = { currentPassword: "wrong password", newPassword: "another long password" };
    await post("/change-password", body, { cookie, ...traced });
    const event = { ...trace, actorEmail: email, subjectId: id, action: "password.change" };
    expect(await latestEvent()).toMatchObject({ ...event, outcome: "refused" });
    const changed = await post(
      "/change-password",
      { ...body, currentPassword: PASSWORD },
      { cookie, ...traced },
    );
    expect(await latestEvent()).toMatchObject({ ...event, actorId: id, outcome: "succeeded" });
    await post("/sign-out", {}, { cookie: cookieOf(changed), ...traced });
    expect(await latestEvent()).toMatchObject({
      ...trace,
      actorId: id,
      subjectId: id,
      action: "session.end",
      outcome: "succeeded",
    });
  });
});

it("a page of this console may read its session without an origin, as a browser sends it", async () => {
  const { cookie, email } = await signedIn("viewer");
  const response = await handleAuth(ask("/api/auth/get-session", { cookie }));
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({ user: { email } });
  expect(
    (await handleAuth(ask("/api/auth/get-session", { cookie, headers: { origin: ORIGIN } }))).status,
  ).toBe(200);
});
