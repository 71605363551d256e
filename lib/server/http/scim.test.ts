import { randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE, PATCH, PUT, GET as read } from "@/app/api/scim/v2/Users/[id]/route";
import { POST as create, GET as list } from "@/app/api/scim/v2/Users/route";
import { contextFor } from "../context";
import { auditEvent } from "../db/schema/audit";
import { session, user } from "../db/schema/auth";
import { scimToken } from "../db/schema/organisation";
import { makeScimToken, removeScimToken } from "../services/scim/token";
import { failureOf } from "../upstream/testing";
import type { Handler } from "./endpoint";
import { readMember } from "./session";
import { ask, openTestRuntime, readRoutes, type TestRuntime } from "./testing";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

let running: TestRuntime;
let token = "";
beforeAll(async () => {
  running = await openTestRuntime();
  await running.addMember("administrator");
  token = (await makeScimToken(as("administrator"))).token;
});
afterAll(() => running.close());

const as = (role: "viewer" | "operator" | "administrator") =>
  contextFor(
    running,
    { kind: "member", id: "one", name: "Ana", email: "ana@example.com", role },
    { id: randomUUID(), address: null },
  );

type Sent = { method?: string; body?: unknown; headers?: Record<string, string> };
async function call(handler: Handler, path: string, { method = "GET", body, headers }: Sent = {}) {
  const id = path.split("/Users/")[1]?.split("?")[0] ?? "";
  const request = ask(`/api/scim/v2${path}`, {
    method,
    body,
    headers: {
      origin: "",
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/scim+json; charset=utf-8" }),
      ...headers,
    },
  });
  const response = await handler(request, { params: Promise.resolve({ id: decodeURIComponent(id) }) });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: text && JSON.parse(text),
  };
}
const make = (more: object = {}, userName = `${randomUUID()}@example.com`) =>
  call(create, "/Users", { method: "POST", body: { schemas: [USER], userName, ...more } });
const patch = (id: string, ...Operations: object[]) =>
  call(PATCH, `/Users/${id}`, { method: "PATCH", body: { schemas: [PATCH_OP], Operations } });
const rowOf = async (id: string) => (await running.db.select().from(user).where(eq(user.id, id)))[0];

describe("nobody without the token", () => {
  it.each<[string, Record<string, string>]>([
    ["no token", { authorization: "" }],
    ["another token", { authorization: `Bearer pbs_${"x".repeat(43)}` }],
    ["an empty one", { authorization: "Bearer " }],
    ["a password", { authorization: `Basic ${Buffer.from("ana:x").toString("base64")}` }],
  ])("reads or changes anybody: %s", async (_, headers) => {
    const before = await running.db.select().from(user);
    const body = { userName: "eve@example.com" };
    for (const answer of [
      await call(list, "/Users", { headers }),
      await call(create, "/Users", { method: "POST", body, headers }),
      await call(read, "/Users/one", { headers }),
      await call(PUT, "/Users/one", { method: "PUT", body, headers }),
      await call(PATCH, "/Users/one", { method: "PATCH", body: { Operations: [] }, headers }),
      await call(DELETE, "/Users/one", { method: "DELETE", headers }),
    ]) {
      expect(answer).toMatchObject({ status: 401, body: { schemas: [ERROR], status: "401" } });
      expect(answer.type).toBe("application/scim+json");
    }
    expect(await running.db.select().from(user)).toEqual(before);
  });

  it("comes in by a session's cookie, whatever its role", async () => {
    const { cookie } = await running.signIn("administrator");
    const answer = await list(ask("/api/scim/v2/Users", { cookie }), { params: Promise.resolve({}) });
    expect(answer.status).toBe(401);
  });

  it("under another host", async () => {
    expect((await call(list, "/Users", { headers: { host: "evil.example" } })).status).toBe(403);
  });

  it("but everybody may read what it is that answers, under its own host", async () => {
    for (const name of ["ServiceProviderConfig", "ResourceTypes", "Schemas"]) {
      const handler = (await readRoutes()).get(`GET /api/scim/v2/${name}`);
      if (!handler) throw new Error(`there is no ${name}`);
      const asked = (headers = {}) =>
        handler(ask(`/api/scim/v2/${name}`, { headers }), { params: Promise.resolve({}) });
      const answer = await asked();
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/scim+json"]);
      expect((await answer.json()).schemas).toHaveLength(1);
      expect((await asked({ host: "evil.example" })).status).toBe(403);
    }
  });

  it("opens any other route with it", async () => {
    const headers = { origin: "", authorization: `Bearer ${token}` };
    const other = (await readRoutes()).get("GET /api/members");
    expect((await other?.(ask("/api/members", { headers }), { params: Promise.resolve({}) }))?.status).toBe(
      401,
    );
  });
});

describe("the token", () => {
  it.each(["viewer", "operator"] as const)("is not a %s's to make or remove", async (role) => {
    expect(await failureOf(makeScimToken(as(role)))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(removeScimToken(as(role)))).toMatchObject({ code: "forbidden" });
  });

  it("is kept as a hash, told when it was used, and dead once it is replaced", async () => {
    await call(list, "/Users");
    const [row] = await running.db.select().from(scimToken);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row?.lastUsedAt).toBeInstanceOf(Date);
    const before = token;
    token = (await makeScimToken(as("administrator"))).token;
    expect((await call(list, "/Users", { headers: { authorization: `Bearer ${before}` } })).status).toBe(401);
    expect((await call(list, "/Users")).status).toBe(200);
  });
});

it("two that make the same member at once make one", async () => {
  const userName = `${randomUUID()}@example.com`;
  const answers = await Promise.all(Array.from({ length: 5 }, () => make({}, userName)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
});

// The order in which Okta tries a server out before it is connected.
describe("as Okta asks", () => {
  it("lists a page, and nobody under a name that there is not", async () => {
    const page = await call(list, "/Users?startIndex=1&count=2");
    expect(page).toMatchObject({ status: 200, type: "application/scim+json" });
    expect(page.body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      startIndex: 1,
      itemsPerPage: page.body.Resources.length,
    });
    const none = await call(list, `/Users?filter=${encodeURIComponent('userName eq "nobody@example.com"')}`);
    expect(none.body).toMatchObject({ totalResults: 0, Resources: [] });
    expect(await call(read, "/Users/00gthd6rsk")).toMatchObject({ status: 404, body: { schemas: [ERROR] } });
  });

  it("makes somebody, finds them, changes them whole, disables and enables them", async () => {
    const userName = `${randomUUID()}@example.com`;
    const sent = {
      name: { givenName: "Ada", familyName: "King Noel" },
      emails: [{ primary: true, value: userName, type: "work" }],
      displayName: "Ada King Noel",
      locale: "en-US",
      externalId: randomUUID(),
      groups: [],
      password: "1mz050nq",
      active: true,
    };
    const made = await make(sent, userName.toUpperCase());
    expect(made).toMatchObject({ status: 201, body: { userName, active: true, name: sent.name } });
    expect(made.body.meta.location).toMatch(new RegExp(`/api/scim/v2/Users/${made.body.id}$`));
    expect(JSON.stringify(await rowOf(made.body.id))).not.toContain("1mz050nq");
    expect(await make(sent, userName)).toMatchObject({
      status: 409,
      body: { scimType: "uniqueness", status: "409" },
    });
    const filter = encodeURIComponent(`userName eq "${userName.toUpperCase()}"`);
    expect((await call(list, `/Users?filter=${filter}`)).body).toMatchObject({ totalResults: 1 });

    const { id } = made.body;
    const changed = {
      schemas: [USER],
      id,
      userName,
      name: { givenName: "Augusta", familyName: "King" },
      active: true,
    };
    const put = await call(PUT, `/Users/${id}`, { method: "PUT", body: changed });
    expect(put.body).toMatchObject({ id, name: { givenName: "Augusta", familyName: "King" }, userName });
    expect(await patch(id, { op: "replace", value: { active: false } })).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect((await rowOf(id))?.disabledAt).toBeInstanceOf(Date);
    expect((await patch(id, { op: "replace", value: { active: true } })).body.active).toBe(true);
  });
});

// As its validator and its service send them.
describe("as Entra ID asks", () => {
  it("finds nobody by externalId, makes them, and sends values as texts, by paths and in its own case", async () => {
    const externalId = randomUUID();
    const filter = encodeURIComponent(`externalId eq "${externalId}"`);
    expect((await call(list, `/Users?filter=${filter}`)).body.totalResults).toBe(0);
    const { body } = await make({
      schemas: [USER, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
      externalId,
      active: true,
      emails: [{ primary: true, type: "work", value: "x@example.com" }],
      meta: { resourceType: "User" },
      name: { formatted: "Test User", familyName: "User", givenName: "Test" },
      roles: [],
    });
    expect((await call(list, `/Users?filter=${filter}`)).body.Resources).toMatchObject([
      { id: body.id, externalId },
    ]);
    const changed = await patch(
      body.id,
      { op: "Replace", path: "displayName", value: "Grace Hopper" },
      { op: "Add", path: "nickName", value: "Amazing" },
      { op: "Add", path: 'addresses[type eq "work"].locality', value: "Arlington" },
      { op: "Replace", path: "urn:ietf:params:scim:schemas:core:2.0:User:externalId", value: "another-id" },
      { op: "Add", path: 'roles[primary eq "True"].value', value: "Operator" },
    );
    expect(changed.body).toMatchObject({
      displayName: "Grace Hopper",
      externalId: "another-id",
      roles: [{ value: "operator", primary: true }],
    });
    expect((await patch(body.id, { op: "Replace", path: "active", value: "False" })).body.active).toBe(false);
    expect((await patch(body.id, { op: "Replace", path: "active", value: "True" })).body.active).toBe(true);
    const renamed = await patch(
      body.id,
      { op: "Replace", path: "name.givenName", value: "Admiral" },
      { op: "Replace", path: "userName", value: `${externalId}@Example.com` },
    );
    // Its displayName of before was sent once, and is not repeated.
    expect(renamed.body).toMatchObject({
      userName: `${externalId}@example.com`,
      displayName: "Admiral Hopper",
    });
    expect((await patch(body.id, { op: "Remove", path: "externalId" })).body.externalId).toBeUndefined();
    expect((await call(DELETE, `/Users/${body.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await call(DELETE, `/Users/${body.id}`, { method: "DELETE" })).status).toBe(404);
    expect((await call(read, `/Users/${body.id}`)).status).toBe(404);
  });
});

describe("whoever leaves", () => {
  it("has no session at the next request, and the record says who ended it", async () => {
    const { id, cookie } = await running.signIn("operator");
    const isIn = async () => (await readMember(running, new Headers({ cookie }))) !== undefined;
    expect(await isIn()).toBe(true);
    await patch(id, { op: "replace", value: { active: false } });
    expect(await isIn()).toBe(false);
    expect(await running.db.$count(session, eq(session.userId, id))).toBe(0);
    const [event] = await running.db
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.subjectId, id), eq(auditEvent.action, "member.update")))
      .orderBy(desc(auditEvent.sequence));
    expect(event).toMatchObject({
      actorKind: "system",
      actorName: "Directory (SCIM)",
      details: { isDisabled: { from: false, to: true } },
    });
  });

  it("is not the last administrator, by whatever way", async () => {
    const all = await running.db.select().from(user).where(eq(user.role, "administrator"));
    const [last] = all;
    const id = last?.id ?? "";
    for (const other of all.slice(1))
      await patch(other.id, { op: "replace", path: "roles", value: ["viewer"] });
    for (const answer of [
      await patch(id, { op: "replace", value: { active: false } }),
      await patch(id, { op: "replace", path: "roles", value: [{ value: "viewer", primary: true }] }),
      await call(DELETE, `/Users/${id}`, { method: "DELETE" }),
    ]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining("last administrator") },
      });
    }
    expect(await rowOf(id)).toMatchObject({ role: "administrator", disabledAt: null });
  });
});

describe("what is sent is refused by SCIM's own word", () => {
  it.each<[string, object, string]>([
    ["a name that is no address", { userName: "ada" }, "invalidValue"],
    ["no name", { userName: undefined, displayName: "Ada" }, "invalidValue"],
    ["a name that is no text", { userName: 7 }, "invalidSyntax"],
    ["a name with a line end in it", { userName: "ada@example.com\nBcc: x" }, "invalidValue"],
  ])("%s", async (_, more, scimType) => {
    expect(await make(more)).toMatchObject({
      status: 400,
      body: { schemas: [ERROR], scimType, status: "400" },
    });
  });

  it.each([
    'userName co "a"',
    'userName eq "a" and active eq true',
    'userName eq "a',
    "userName pr",
    'password eq "x"',
    'userName eq "a" or 1 eq 1',
    "userName eq true",
    'active eq "true"',
    "(",
  ])("the filter %s", async (filter) => {
    const answer = await call(list, `/Users?filter=${encodeURIComponent(filter)}`);
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
  });

  it.each<[string, object[]]>([
    ["an operation that is none", [{ op: "move", path: "active", value: true }]],
    ["a removal without a path", [{ op: "remove" }]],
    ["a value that is no object, without a path", [{ op: "replace", value: "x" }]],
    ["no operations", []],
    ["an activity that is no truth", [{ op: "replace", path: "active", value: [] }]],
    ["a name that is no object", [{ op: "replace", path: "name", value: "Ada" }]],
  ])("%s", async (_, operations) => {
    const { body } = await make();
    const answer = await patch(body.id, ...operations);
    expect(answer.status).toBe(400);
    expect(await rowOf(body.id)).toMatchObject({ disabledAt: null });
  });

  it("another type of content, and what is no JSON", async () => {
    const plain = { method: "POST", body: "{", headers: { "content-type": "text/plain" } };
    expect((await call(create, "/Users", plain)).status).toBe(400);
    const broken = { method: "POST", body: "{", headers: { "content-type": "application/scim+json" } };
    expect((await call(create, "/Users", broken)).status).toBe(400);
  });
});

describe("no input whatever is answered with 500", () => {
  const HOSTILE: unknown[] = [
    null,
    [],
    {},
    "",
    "\u0000",
    "\ud800",
    "x".repeat(10_000),
    -1,
    1e308,
    true,
    { value: { value: [] } },
    [[["x"]]],
    "__proto__",
    { __proto__: { active: false }, constructor: 1 },
    "' or 1=1 --",
    '"',
  ];
  const NAMES = [
    "userName",
    "externalId",
    "displayName",
    "name",
    "emails",
    "roles",
    "active",
    "schemas",
    "id",
  ];

  it.each(NAMES)("in %s", async (name) => {
    const { body } = await make();
    for (const value of HOSTILE) {
      const statuses = [
        (await make({ [name]: value })).status,
        (await call(PUT, `/Users/${body.id}`, { method: "PUT", body: { [name]: value } })).status,
        (await patch(body.id, { op: "replace", path: name, value })).status,
        (await patch(body.id, { op: "add", value: { [name]: value } })).status,
        (await patch(body.id, { op: "replace", path: String(value), value })).status,
      ];
      for (const status of statuses) expect(status, JSON.stringify(value)).toBeLessThan(500);
    }
  });

  it("in the query and in the id", async () => {
    for (const value of ["-1", "0", "1e9", "x", "999999999", "", "%00", "9".repeat(30)]) {
      for (const name of ["startIndex", "count", "filter"]) {
        expect((await call(list, `/Users?${name}=${value}`)).status, `${name}=${value}`).toBeLessThan(500);
      }
      expect((await call(read, `/Users/${value || "x"}`)).status).toBeLessThan(500);
    }
    expect((await call(list, "/Users?count=0")).body).toMatchObject({ itemsPerPage: 0, Resources: [] });
    expect((await call(list, "/Users?startIndex=-5&count=1")).body.startIndex).toBe(1);
  });
});
