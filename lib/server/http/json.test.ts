import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { problemSchema } from "@/lib/contracts/problem";
import { PROBLEM_CODES } from "@/lib/contracts/terms/problem";
import { cookiePrefix } from "../auth/cookie-prefix";
import { session } from "../db/schema/auth";
import { type ErrorExtensions, PatchbayError, PROBLEM_KINDS } from "../errors";
import { verb } from "../verb";
import { BODY_LIMIT } from "./body";
import { json } from "./json";
import { ask, noParams, ORIGIN, openTestRuntime, type TestRuntime } from "./testing";

const SESSION = `${cookiePrefix(ORIGIN)}.session_token`;

let running: TestRuntime;
let viewer: string;
let operator: string;
beforeAll(async () => {
  running = await openTestRuntime();
  viewer = (await running.signIn("viewer")).cookie;
  operator = (await running.signIn("operator")).cookie;
});
afterEach(() => void seen.splice(0));
afterAll(() => running.close());

const SECRET = "canary-of-the-service";
const seen: unknown[] = [];
type Change = { id: string; page: number; name: string; tags: string[] };
/** A change that operators may make; it remembers what it was asked. */
const change = json({
  service: verb("instance.create", async ({ caller, request, appUrl }, input: Change) => {
    seen.push({ role: caller.role, request, appUrl, ...input });
    return { name: input.name, secret: SECRET, nested: { shown: true, secret: SECRET } };
  }),
  params: z.object({ id: z.string() }),
  query: z.object({ page: z._default(z.coerce.number().check(z.int({ error: "Not a page." })), 1) }),
  body: z.object({
    name: z.string().check(z.minLength(2, { error: "Too short." }), z.lowercase({ error: "Too loud." })),
    tags: z._default(z.array(z.string({ error: "Not a text." })), []),
  }),
  answer: z.object({ name: z.string(), nested: z.object({ shown: z.boolean() }) }),
  status: ({ name }) => (name === "new" ? 201 : 200),
  cookie: () => ({ name: "probe", value: "1", maxAge: 60, path: "/" }),
});
type Asked = Parameters<typeof ask>[1];
const post = (more: Asked = {}, query = "") =>
  change(ask(`/api/x${query}`, { method: "POST", body: { name: "new" }, cookie: operator, ...more }), {
    params: Promise.resolve({ id: "7" }),
  });

/** A look that viewers may have. */
const look = (handle: () => Promise<object>, asked: Asked = {}) =>
  json({
    service: verb("instance.list", handle as () => Promise<{ name: string }>),
    answer: z.object({ name: z.string() }),
  })(ask("/api/x", { cookie: viewer, ...asked }), noParams);
const failWith = (error: unknown) =>
  look(async () => {
    throw error;
  });

/** An answer's problem, which must be whole, and say the same in its headers. */
async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  return problem;
}

async function expectRefused(response: Response, status: number, code: string) {
  const problem = await problemOf(response);
  expect(problem).toMatchObject({ status, type: `urn:patchbay:problem:${code}` });
  expect(seen).toEqual([]);
  return problem;
}

describe("a request is refused", () => {
  it.each<[string, string | undefined]>([
    ["without a session", undefined],
    ["with a session that is made up", `${SESSION}=${"a".repeat(32)}.${"b".repeat(44)}`],
    ["with an empty session", `${SESSION}=`],
  ])("%s: 401", async (_, cookie) => {
    const problem = await expectRefused(await post({ cookie }), 401, "unauthenticated");
    expect(problem.effect).toBe("nothing-changed");
    await expectRefused(await look(async () => ({ name: "" }), { cookie }), 401, "unauthenticated");
  });

  it("with a session that is signed with another's signature: 401", async () => {
    const parts = (cookie: string) => decodeURIComponent(cookie.split("=", 2)[1] ?? "").split(".");
    const mixed = `${parts(operator)[0]}.${parts(viewer)[1]}`;
    const cookie = `${operator.split("=")[0]}=${encodeURIComponent(mixed)}`;
    await expectRefused(await post({ cookie }), 401, "unauthenticated");
  });

  it("with a session that has expired: 401", async () => {
    const { id, cookie } = await running.signIn("administrator");
    await running.db.update(session).set({ expiresAt: new Date() }).where(eq(session.userId, id));
    await expectRefused(await post({ cookie }), 401, "unauthenticated");
  });

  it("by a member whose role does not include the needed one: 403", async () => {
    await expectRefused(await post({ cookie: viewer }), 403, "forbidden");
  });

  it.each([
    "",
    "null",
    "https://console.test:3000",
    "http://console.test",
    "http://console.test:3001",
    "http://evil.console.test:3000",
    "http://console.test:3000.evil.example",
    "http://console.test:3000/",
    "HTTP://CONSOLE.TEST:3000",
  ])("as a change that comes from the origin %j: 403", async (origin) => {
    await expectRefused(await post({ headers: { origin } }), 403, "foreign-origin");
  });

  it("as a look that comes from another origin, but not without one: 403", async () => {
    const foreign = { headers: { origin: "http://evil.example" } };
    await expectRefused(await look(async () => ({ name: "" }), foreign), 403, "foreign-origin");
    expect((await look(async () => ({ name: "" }))).status).toBe(200);
  });

  it.each([
    "",
    "console.test",
    "console.test:80",
    "127.0.0.1:3000",
    "evil.example",
    "console.test:3000, evil",
  ])("under the host %j, also with the right origin: 403", async (host) => {
    await expectRefused(await post({ headers: { host } }), 403, "foreign-origin");
    await expectRefused(await look(async () => ({ name: "" }), { headers: { host } }), 403, "foreign-origin");
  });

  it("where a forwarded host would make the host right: 403", async () => {
    const headers = { host: "evil.example", "x-forwarded-host": new URL(ORIGIN).host };
    await expectRefused(await post({ headers }), 403, "foreign-origin");
  });

  it("with a body that is longer than the limit: 413", async () => {
    const body = { name: "n".repeat(BODY_LIMIT) };
    const problem = await expectRefused(await post({ body }), 413, "too-large");
    expect(problem).toMatchObject({ effect: "nothing-changed", detail: expect.stringContaining("64 KiB") });
  });

  it.each([
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/jsonp",
  ])("with the content type %j: 422", async (type) => {
    const problem = await expectRefused(await post({ headers: { "content-type": type } }), 422, "invalid");
    expect(problem).toMatchObject({ effect: "nothing-changed" });
  });

  it.each(["", "{", "{'name': 1}", "undefined", "<xml/>"])("with a body of %j: 422", async (body) => {
    const headers = { "content-type": "application/json" };
    const problem = await expectRefused(await post({ body, headers }), 422, "invalid");
    expect(problem.detail).toBe("The request is not well-formed JSON.");
  });

  it("with fields that are not right: each is named, and said all that is wrong with it", async () => {
    const problem = await expectRefused(await post({ body: { name: "N", tags: ["a", 7] } }), 422, "invalid");
    expect(problem).toMatchObject({
      effect: "nothing-changed",
      fields: { name: ["Too short.", "Too loud."], "tags.1": ["Not a text."] },
    });
    const query = await expectRefused(await post({}, "?page=x"), 422, "invalid");
    expect(query.fields).toHaveProperty("page");
  });

  it.each([[], null, "text", 7].map((body) => [JSON.stringify(body)]))(
    "with a body that is %s and no object: 422",
    async (body) => {
      const headers = { "content-type": "application/json" };
      const problem = await expectRefused(await post({ body, headers }), 422, "invalid");
      expect(problem.fields).toHaveProperty("request");
    },
  );

  it("for who asks before it is for what is asked", async () => {
    const headers = { "content-type": "application/json" };
    await expectRefused(await post({ body: "{", headers, cookie: undefined }), 401, "unauthenticated");
    await expectRefused(await post({ body: "{", headers, cookie: viewer }), 403, "forbidden");
    const foreign = { headers: { origin: "http://evil.example" }, cookie: undefined };
    await expectRefused(await post(foreign), 403, "foreign-origin");
  });
});

describe("a failure", () => {
  it("that nobody foresaw is a plain 500, without its message", async () => {
    for (const error of [new Error(SECRET), SECRET, undefined, { code: "forbidden", message: SECRET }]) {
      const problem = await problemOf(await failWith(error));
      expect(problem).toMatchObject({ status: 500, type: "urn:patchbay:problem:internal" });
      expect(problem).not.toHaveProperty("effect");
      expect(JSON.stringify(problem)).not.toContain(SECRET);
    }
  });

  it("that nobody foresaw may have changed something, where something was to be changed", async () => {
    const broken = json({
      service: verb("instance.create", async () => {
        throw new Error(SECRET);
      }),
      answer: z.object({}),
    });
    const problem = await problemOf(
      await broken(ask("/api/x", { method: "POST", cookie: operator }), noParams),
    );
    expect(problem).toMatchObject({ status: 500, effect: "maybe-changed" });
  });

  it("of the database is told without its query", async () => {
    const query = running.db.select().from(session).where(eq(session.id, "nul\0"));
    const problem = await problemOf(await look(async () => query));
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toMatch(/select|session|query|params/);
  });

  it("to answer as promised is a plain 500, and what was to be answered stays here", async () => {
    const problem = await problemOf(await look(async () => ({ name: 7, secret: SECRET })));
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain(SECRET);
  });

  it.each(PROBLEM_CODES)("thrown as %s has its status and title", async (code) => {
    const problem = await problemOf(await failWith(new PatchbayError(code, "What happened.")));
    expect(problem).toMatchObject({ ...PROBLEM_KINDS[code], detail: "What happened." });
    expect(problem.effect).toBe(PROBLEM_KINDS[code].effect);
  });

  it("says all that it knows: fields, whether something changed, and when to try again", async () => {
    const known: ErrorExtensions = { fields: { name: ["Taken."] }, effect: "maybe-changed", retryAfter: 1.2 };
    const response = await failWith(new PatchbayError("upstream-rate-limited", "Busy.", known));
    expect(response.headers.get("retry-after")).toBe("2");
    expect(await problemOf(response)).toMatchObject(known);
  });

  it("without a wait sends no Retry-After", async () => {
    expect((await failWith(new PatchbayError("rate-limited", ""))).headers.has("retry-after")).toBe(false);
  });
});

describe("a request that is right", () => {
  it("reaches the service parsed, and its answer leaves with the fields that it declares", async () => {
    const brought = randomUUID();
    const body = { name: "new", tags: ["a"], role: "administrator" };
    const headers = { "x-request-id": brought, "x-forwarded-for": "203.0.113.7" };
    const response = await post({ body, headers }, "?page=3&other=4");
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: "new", nested: { shown: true } });
    expect(seen).toEqual([
      {
        role: "operator",
        request: {
          id: response.headers.get("x-request-id"),
          address: "203.0.113.7",
          signal: expect.any(AbortSignal),
        },
        appUrl: ORIGIN,
        id: "7",
        page: 3,
        name: "new",
        tags: ["a"],
      },
    ]);
    expect(response.headers.get("x-request-id")).not.toBe(brought);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.getSetCookie()).toEqual(["probe=1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"]);
  });

  it("is about what its path names, whatever else it says", async () => {
    const both = json({
      service: verb("instance.list", async (_, { id }: { id: string }) => ({ name: id })),
      params: z.object({ id: z.string() }),
      query: z.object({ id: z.string() }),
      body: z.object({ id: z.string() }),
      answer: z.object({ name: z.string() }),
    });
    const request = ask("/api/x?id=8", { method: "POST", body: { id: "9" }, cookie: viewer });
    const response = await both(request, { params: Promise.resolve({ id: "7" }) });
    expect(await response.json()).toEqual({ name: "7" });
  });

  it("has the status that goes with its answer, 200 where none is declared", async () => {
    expect((await post({ body: { name: "old" } })).status).toBe(200);
    expect((await look(async () => ({ name: "" }))).status).toBe(200);
  });

  it("may name the charset of its JSON, in any case", async () => {
    const headers = { "content-type": "Application/JSON; charset=utf-8" };
    expect((await post({ headers })).status).toBe(201);
  });

  it.each(["", "7", "not-an-id", `${randomUUID()}, ${randomUUID()}`, "A".repeat(36)])(
    "gets a request id of its own where it brings %j",
    async (id) => {
      const given = (await look(async () => ({ name: "" }), { headers: { "x-request-id": id } })).headers;
      expect(given.get("x-request-id")).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    },
  );
});

describe("a route for whoever comes", () => {
  const declared = {
    service: verb("link.open", ["visitor"], async ({ caller }) => ({ name: caller.kind })),
    answer: z.object({ name: z.string() }),
  };

  it("answers the signed-out, and refuses other hosts and origins like any other", async () => {
    const open = json(declared);
    expect((await open(ask("/api/x"), noParams)).status).toBe(200);
    const elsewhere = { host: "10.0.0.1:3000", origin: "http://evil.example" };
    for (const [name, value] of Object.entries(elsewhere)) {
      const request = ask("/api/x", { headers: { [name]: value } });
      await expectRefused(await open(request, noParams), 403, "foreign-origin");
    }
  });

  it("answers under any host only where it says so", async () => {
    const open = json({ ...declared, anyHost: true });
    for (const host of ["10.0.0.1:3000", ""]) {
      expect((await open(ask("/api/x", { headers: { host } }), noParams)).status).toBe(200);
    }
  });
});
