import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getUserIntegrationsResponseSchema, getUsersResponseSchema } from "@/lib/contracts/klavis/users";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function create(body: Record<string, unknown>): Promise<string> {
  const created = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  return (await created.json()).instanceId;
}
const page = async (query = "") =>
  getUsersResponseSchema.parse(await (await engine.api(`/user/${query}`)).json());

describe("the list of users", () => {
  it.each([
    ["page_size=0", "page_size", "greater_than_equal", { ge: 1 }],
    ["page_size=1001", "page_size", "less_than_equal", { le: 1000 }],
    ["page_size=many", "page_size", "int_parsing", undefined],
    ["page_size=1.5", "page_size", "int_parsing", undefined],
    ["page_number=0", "page_number", "greater_than_equal", { ge: 1 }],
    ["page_number=-1", "page_number", "greater_than_equal", { ge: 1 }],
  ])("refuses %s", async (query, field, type, ctx) => {
    const response = await engine.api(`/user/?${query}`);
    expect(response.status).toBe(422);
    const { detail } = await response.json();
    expect(detail).toHaveLength(1);
    expect(detail[0]).toMatchObject({ loc: ["query", field], type });
    expect(detail[0].ctx).toEqual(ctx);
  });

  it("is empty at first", async () => {
    expect(await page()).toEqual({ users: [], totalCount: 0, page: 1, pageSize: 50, totalPages: 0 });
  });

  it("comes in pages, each user once, in a settled order", async () => {
    for (let i = 0; i < 5; i += 1) await create({ serverName: "GitHub", userId: `user-${i}` });
    await create({ serverName: "Slack", userId: "user-0" });
    expect(await page("?page_size=2&page_number=2")).toMatchObject({
      users: [{ userId: "user-2" }, { userId: "user-3" }],
      totalCount: 5,
      page: 2,
      pageSize: 2,
      totalPages: 3,
    });
    expect((await page("?page_size=2&page_number=3")).users).toMatchObject([{ userId: "user-4" }]);
    expect((await page("?page_number=9007199254740991&page_size=1000")).users).toEqual([]);
    expect((await engine.api("/user?page_size=1")).status).toBe(200);
  });

  it("keeps a user whose instances are gone", async () => {
    const id = await create({ serverName: "GitHub", userId: "user-gone" });
    await engine.api(`/mcp-server/instance/${id}`, { method: "DELETE" });
    expect((await page()).users.map(({ userId }) => userId)).toContain("user-gone");
  });
});

describe("a user's integrations", () => {
  const integrations = async (userId: string) => {
    const response = await engine.api(`/user/${encodeURIComponent(userId)}/integrations`);
    expect(response.status).toBe(200);
    return getUserIntegrationsResponseSchema.parse(await response.json()).integrations;
  };

  it("are unknown for a user who is", async () => {
    for (const userId of ["nobody", "\0", "%"]) {
      const response = await engine.api(`/user/${encodeURIComponent(userId)}/integrations`);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ detail: "User not found" });
    }
  });

  it.each(["plain", "ada@example.com", "org/team/ada", "50%25 off?", "a b#c", "Ünïcödé 名前", "100%"])(
    "are found by an id such as %s",
    async (userId) => {
      await create({ serverName: "Notion", userId });
      expect(await integrations(userId)).toEqual([{ name: "Notion", is_authenticated: false }]);
    },
  );

  it("name each server once, authenticated where one of its platforms is", async () => {
    const userId = "many";
    await create({ serverName: "Exa", userId });
    const connected = await create({ serverName: "Exa", userId, platformName: "app" });
    await create({ serverName: "Asana", userId });
    const body = { instanceId: connected, authData: { api_key: "a-key" } };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    expect(await integrations(userId)).toEqual([
      { name: "Asana", is_authenticated: false },
      { name: "Exa", is_authenticated: true },
    ]);
  });

  it("are none once the instances are deleted", async () => {
    const id = await create({ serverName: "Box", userId: "former" });
    await engine.api(`/mcp-server/instance/${id}`, { method: "DELETE" });
    expect(await integrations("former")).toEqual([]);
  });
});
