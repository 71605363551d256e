import { createHmac, randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCipher } from "../cipher";
import type { DatabaseHandle } from "../db/client";
import { account, secondFactor, session, user } from "../db/schema/auth";
import { organisation } from "../db/schema/organisation";
import { TEST_DATABASES } from "../db/testing";
import { countRoundTrips } from "../db/testing-round-trips";
import { createLogger } from "../process/log";
import { createAuth } from "./auth";
import { cookiePrefix } from "./cookie-prefix";
import { createSessionReader } from "./session-reader";
import { createAttemptLimiter } from "./throttle";

const SECRET = "a secret of the console, for tests";
const PASSWORD = "correct horse battery";
const APP = "http://console.test:3000";
const NAME = `${cookiePrefix(APP)}.session_token`;

describe.each(TEST_DATABASES)("a session's cookie on %s", (_, open) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await open();
  });
  afterAll(() => handle.close());

  const readerOf = (appUrl = APP, secret = SECRET) => createSessionReader({ db: handle.db, secret, appUrl });
  const read = (cookie: string, appUrl = APP) => readerOf(appUrl)(new Headers({ cookie }));

  /** Signs a new member in by better-auth itself. */
  async function signIn(appUrl = APP): Promise<{ id: string; cookie: string }> {
    const { db } = handle;
    const id = randomUUID();
    const email = `${id}@example.com`;
    await db.insert(user).values({ id, name: "Ana", email, role: "operator" });
    const password = await hashPassword(PASSWORD);
    await db
      .insert(account)
      .values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password });
    const auth = createAuth({
      db,
      secret: SECRET,
      appUrl,
      trustedProxies: 0,
      attempts: createAttemptLimiter(db),
      cipher: createCipher(SECRET),
      log: createLogger("silent"),
    });
    const answer = await auth.api.signInEmail({ body: { email, password: PASSWORD }, returnHeaders: true });
    const set = answer.headers
      .getSetCookie()
      .find((line) => line.includes(`${cookiePrefix(appUrl)}.session_token`));
    return { id, cookie: String(set).split(";")[0] ?? "" };
  }

  it("is read as better-auth writes it, in one query", async () => {
    const { id, cookie } = await signIn();
    let found: Awaited<ReturnType<typeof read>>;
    const trips = await countRoundTrips(handle, async () => {
      found = await read(cookie);
    });
    expect(trips).toBe(1);
    expect(found?.user).toMatchObject({ id, name: "Ana", role: "operator" });
    expect(found?.session).toMatchObject({ userId: id });
  });

  it("is another one where the console is served by https, and only that is taken", async () => {
    const https = "https://console.example.com";
    const { id, cookie } = await signIn(https);
    expect(cookie.startsWith(`__Secure-${cookiePrefix(https)}.session_token=`)).toBe(true);
    expect((await read(cookie, https))?.user.id).toBe(id);
    expect(await read(cookie.replace("__Secure-", ""), https)).toBeUndefined();
    expect(await read(cookie)).toBeUndefined();
  });

  it("is found among other cookies, and past one of its name that nobody here has signed", async () => {
    const { id, cookie } = await signIn();
    const forged = `${NAME}=planted.${"A".repeat(43)}%3D`;
    expect((await read(`theme=dark; ${forged}; ${cookie}; other=1`))?.user.id).toBe(id);
  });

  it("is nobody's when it is over, when it was ended, and when its member is gone", async () => {
    const { db } = handle;
    const over = await signIn();
    await db.update(session).set({ expiresAt: new Date() }).where(eq(session.userId, over.id));
    const ended = await signIn();
    await db.delete(session).where(eq(session.userId, ended.id));
    const gone = await signIn();
    await db.delete(user).where(eq(user.id, gone.id));
    for (const { cookie } of [over, ended, gone]) expect(await read(cookie)).toBeUndefined();
  });

  it("tells the role that the member has at that moment", async () => {
    const { id, cookie } = await signIn();
    const reader = readerOf();
    const role = async () => (await reader(new Headers({ cookie })))?.user.role;
    expect(await role()).toBe("operator");
    await handle.db.update(user).set({ role: "viewer" }).where(eq(user.id, id));
    expect(await role()).toBe("viewer");
  });

  describe("says what it lacks before it opens anything", () => {
    const lacks = async (cookie: string) => (await read(cookie))?.lacks;
    const require = (requiresSecondFactor: boolean) =>
      handle.db
        .insert(organisation)
        .values({ name: "Acme", requiresSecondFactor })
        .onConflictDoUpdate({ target: organisation.id, set: { requiresSecondFactor } });
    afterEach(() => require(false));

    it("nothing, for a member without a second factor, and with one that was only begun", async () => {
      const { id, cookie } = await signIn();
      expect(await lacks(cookie)).toBeUndefined();
      await handle.db.insert(secondFactor).values({ userId: id, secret: "" });
      expect(await lacks(cookie)).toBeUndefined();
    });

    it("a code, from the next request on after one is in force, until the session has shown it", async () => {
      const { db } = handle;
      const { id, cookie } = await signIn();
      await db.insert(secondFactor).values({ userId: id, secret: "", confirmedAt: new Date() });
      expect(await lacks(cookie)).toBe("code");
      await require(true);
      expect(await lacks(cookie)).toBe("code");
      await db.update(session).set({ secondFactorAt: new Date() }).where(eq(session.userId, id));
      expect(await lacks(cookie)).toBeUndefined();
    });

    it("a second factor, where everybody is asked for one; not whoever came by a provider or a passkey", async () => {
      const { db } = handle;
      const { id, cookie } = await signIn();
      await require(true);
      expect(await lacks(cookie)).toBe("second-factor");
      for (const method of ["single-sign-on", "passkey"] as const) {
        await db.update(session).set({ method }).where(eq(session.userId, id));
        expect(await lacks(cookie)).toBeUndefined();
      }
    });
  });

  describe("is refused without a query", () => {
    let token: string;
    beforeAll(async () => {
      token =
        decodeURIComponent((await signIn()).cookie)
          .split("=")[1]
          ?.split(".")[0] ?? "";
    });

    const sign = (value: string, secret = SECRET) =>
      encodeURIComponent(`${value}.${createHmac("sha256", secret).update(value).digest("base64")}`);
    it.each<[string, (token: string) => string]>([
      ["unsigned", (token) => token],
      ["with an empty signature", (token) => `${token}.`],
      ["signed with another secret", (token) => sign(token, "another secret")],
      ["with the signature of another token", (token) => `${token}.${sign("other").split(".")[1]}`],
      ["with a signature that is cut short", (token) => sign(token).slice(0, -8)],
      ["with something after the signature", (token) => `${sign(token)}x`],
      ["with the signature in another encoding", (token) => sign(token).replaceAll("%3D", "%3D%3D")],
      ["with a line break in it", (token) => sign(`${token}\n`)],
      ["with a quotation mark in it", (token) => sign(`${token}'`)],
      ["that is empty", () => ""],
      ["of dots", () => "..."],
      ["that cannot be decoded", (token) => `${token}.%E0%A4%A`],
      ["that is very long", () => sign("x".repeat(100)).repeat(500)],
    ])("%s", async (_name, forge) => {
      const forged = `${NAME}=${forge(token)}`.replaceAll("\n", "");
      const trips = await countRoundTrips(handle, async () => {
        expect(await read(forged)).toBeUndefined();
      });
      expect(trips).toBe(0);
    });

    it("where there is none", async () => {
      const trips = await countRoundTrips(handle, async () => {
        expect(await readerOf()(new Headers())).toBeUndefined();
        expect(await read(`x${NAME}=1; ${NAME}`)).toBeUndefined();
      });
      expect(trips).toBe(0);
    });
  });
});
