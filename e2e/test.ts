import { randomBytes } from "node:crypto";
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";
import { ADMINISTRATOR, type Console, freePort, START_TIMEOUT, startConsole } from "./console";

export type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** For `test.use({ storageState: NOBODY })`: a browser in which nobody is signed in. */
export const NOBODY: StorageState = { cookies: [], origins: [] };

/** Two processes of the app: the one uses the other's engine over HTTP, as it would use Klavis Cloud. */
export type Pair = {
  near: Console;
  far: Console;
  /** What no browser, page or log may ever hold: the key between the two, and the secret that each signs with. */
  secrets: { key: string; appSecret: string };
};

type TestFixtures = {
  /** Opens a browser of somebody's who has no account here; it goes with the test. */
  meet: (options?: BrowserContextOptions) => Promise<Page>;
  /** Starts a further console, which goes with the test. */
  start: typeof startConsole;
};
type WorkerFixtures = {
  /** The console that the tests of a worker share: each test uses people of its own. */
  app: Console;
  /** The session of its administrator. */
  session: StorageState;
  pair: Pair;
};

/** Every page is signed in, and is looked after: what it throws or is refused by its own policy fails the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    async ({}, use) => {
      const app = await startConsole({ env: administratorEnv() });
      await use(app);
      await app.discard();
    },
    { scope: "worker", timeout: 2 * START_TIMEOUT },
  ],
  session: [async ({ app }, use) => use(await signIn(app.origin)), { scope: "worker" }],
  pair: [
    async ({}, use) => {
      const pair = await startPair();
      await use(pair);
      await Promise.all([pair.near.discard(), pair.far.discard()]);
    },
    { scope: "worker", timeout: 2 * START_TIMEOUT },
  ],
  baseURL: ({ app }, use) => use(app.origin),
  storageState: ({ session }, use) => use(session),
  context: async ({ context }, use) => {
    const complaints = complaintsIn(context);
    await use(context);
    expect(complaints).toEqual([]);
  },
  meet: async ({ browser, baseURL, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[][] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        baseURL,
        ...contextOptions,
        storageState: NOBODY,
        ...options,
      });
      contexts.push(context);
      complaints.push(complaintsIn(context));
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(complaints.flat()).toEqual([]);
  },
  start: async ({}, use) => {
    const started: Console[] = [];
    await use(async (options) => {
      const one = await startConsole(options);
      started.push(one);
      return one;
    });
    await Promise.all(started.map((one) => one.discard()));
  },
});

export { expect };

/** What the pages of a browser throw or are refused, as it comes. */
function complaintsIn(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (event) => complaints.push(event.error().message));
  context.on("console", (message) => {
    // The browser reports each answer of 400 or more by itself.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  return complaints;
}

export function administratorEnv(): Record<string, string> {
  return { ADMIN_EMAIL: ADMINISTRATOR.email, ADMIN_PASSWORD: ADMINISTRATOR.password };
}

async function startPair(): Promise<Pair> {
  const secrets = { key: canary(), appSecret: canary() };
  const [nearPort, farPort] = [await freePort(), await freePort()];
  const env = { ...administratorEnv(), APP_SECRET: secrets.appSecret, LOG_LEVEL: "debug" };
  const [near, far] = await Promise.all([
    startConsole({
      port: nearPort,
      env: {
        ...env,
        KLAVIS_API_KEY: secrets.key,
        KLAVIS_BASE_URL: `http://localhost:${farPort}/engine`,
        // Faster than the default, which is meant for somebody else's servers.
        UPSTREAM_RATE: "50",
      },
    }),
    startConsole({
      port: farPort,
      env: {
        ...env,
        ENGINE_API_KEY: secrets.key,
        ENGINE_RETURN_ORIGINS: `http://localhost:${nearPort}`,
      },
    }),
  ]);
  return { near, far, secrets };
}

/** A secret that is found again wherever it leaks to. */
function canary(): string {
  return `canary${randomBytes(24).toString("hex")}`;
}

/** Signs the administrator in by the API, as the sign-in page does. */
export async function signIn(origin: string): Promise<StorageState> {
  const api = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const response = await api.post("/api/auth/sign-in/email", { data: ADMINISTRATOR });
  expect(response.status()).toBe(200);
  const state = await api.storageState();
  await api.dispose();
  return state;
}
