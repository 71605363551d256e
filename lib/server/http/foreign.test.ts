import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { problemSchema } from "@/lib/contracts/problem";
import { passkey, session } from "../db/schema/auth";
import { savedView } from "../db/schema/saved-view";
import { ask, openTestRuntime, type RouteHandler, readRoutes, type TestRuntime } from "./testing";

/** What belongs to everybody whose role is enough: their routes are tried in every role. */
const SHARED =
  /^\/api\/(api-keys|bundles|combined-urls|instances|jobs|links|members|servers|targets|webhooks)\//;
/** What is opened by a token or a key, or by a path, each with a check of its own. */
const BY_TOKEN =
  /^\/(api\/(\[\.\.\.path\]|auth|c|invitations|password-links|scim\/v2\/Users)|c\/\[token\]|engine)(\/|$)/;

let running: TestRuntime;
let handlers: Map<string, RouteHandler>;
beforeAll(async () => {
  running = await openTestRuntime();
  handlers = await readRoutes();
});
afterAll(() => running.close());

/** What is one member's own: how it comes to be there, and whether it still is. */
const OWN: Record<string, (owner: string) => Promise<{ id: string; isThere: () => Promise<boolean> }>> = {
  "DELETE /api/account/sessions/[id]": async (owner) => {
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 60_000);
    await running.db.insert(session).values({ id, token: id, userId: owner, expiresAt });
    return { id, isThere: async () => (await running.db.$count(session, eq(session.id, id))) === 1 };
  },
  "DELETE /api/account/passkeys/[id]": async (owner) => {
    const id = Buffer.from(randomUUID()).toString("base64url");
    await running.db
      .insert(passkey)
      .values({ id, userId: owner, name: "Laptop", publicKey: "k", counter: 0 });
    return { id, isThere: async () => (await running.db.$count(passkey, eq(passkey.id, id))) === 1 };
  },
  "DELETE /api/views/[id]": async (owner) => {
    const id = randomUUID();
    await running.db.insert(savedView).values({ id, memberId: owner, name: id, search: "?q=a" });
    return { id, isThere: async () => (await running.db.$count(savedView, eq(savedView.id, id))) === 1 };
  },
};

it("every route that names a record is one of everybody's, of a token's, or of its member alone", () => {
  const named = [...handlers.keys()].filter((name) => name.includes("["));
  const others = named.filter((name) => {
    const address = name.split(" ")[1] ?? "";
    return !SHARED.test(address) && !BY_TOKEN.test(address);
  });
  expect(others.sort()).toEqual(Object.keys(OWN).sort());
});

it.each(Object.entries(OWN))(
  "%s answers for another member's as for one that there is not",
  async (name, make) => {
    const owner = await running.signIn("viewer");
    const { id, isThere } = await make(owner.id);
    const call = async (cookie: string, of: string) => {
      const [method = "", pattern = ""] = name.split(" ");
      const handler = handlers.get(name);
      if (!handler) throw new Error(`there is no ${name}`);
      const request = ask(pattern.replace("[id]", of), { method, cookie, body: {} });
      return handler(request, { params: Promise.resolve({ id: of }) });
    };
    const told = async (cookie: string, of: string) => {
      const response = await call(cookie, of);
      const { requestId: _, ...problem } = problemSchema.parse(await response.json());
      return problem;
    };
    for (const role of ["viewer", "operator", "administrator"] as const) {
      const { cookie } = await running.signIn(role);
      const foreign = await told(cookie, id);
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await told(cookie, randomUUID()));
      expect(await isThere()).toBe(true);
    }
    expect((await call(owner.cookie, id)).status).toBe(200);
    expect(await isThere()).toBe(false);
  },
);
