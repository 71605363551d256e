import { type BrowserContextOptions, test as base, expect, request } from "@playwright/test";
import { ADMINISTRATOR, type Console, startConsole } from "./console";

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** For `test.use({ storageState: NOBODY })`: a browser in which nobody is signed in. */
export const NOBODY: StorageState = { cookies: [], origins: [] };

type TestFixtures = {
  /** Starts a further console, which goes with the test. */
  start: typeof startConsole;
};
type WorkerFixtures = {
  /** The console that the tests of a worker share: each test uses people of its own. */
  app: Console;
  /** The session of its administrator. */
  session: StorageState;
};

/** Every page is signed in, and is looked after: what it throws or is refused by its own policy fails the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    async ({}, use) => {
      const app = await startConsole({ env: administratorEnv() });
      await use(app);
      await app.discard();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  session: [async ({ app }, use) => use(await signIn(app.origin)), { scope: "worker" }],
  baseURL: ({ app }, use) => use(app.origin),
  storageState: ({ session }, use) => use(session),
  context: async ({ context }, use) => {
    const complaints: string[] = [];
    context.on("weberror", (event) => complaints.push(event.error().message));
    context.on("console", (message) => {
      // The browser reports each answer of 400 or more by itself.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        complaints.push(message.text());
    });
    await use(context);
    expect(complaints).toEqual([]);
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

export function administratorEnv(): Record<string, string> {
  return { ADMIN_EMAIL: ADMINISTRATOR.email, ADMIN_PASSWORD: ADMINISTRATOR.password };
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
