import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET, POST } from "@/app/api/instances/export/route";
import { POST as create } from "@/app/api/instances/route";
import type { Instance } from "@/lib/contracts/instance";
import { ask, openTestRuntime, type TestRuntime } from "./testing";

let running: TestRuntime;
let operator: string;
beforeAll(async () => {
  running = await openTestRuntime();
  operator = (await running.signIn("operator")).cookie;
});
afterAll(() => running.close());

const segment = { params: Promise.resolve({}) };

async function made(): Promise<Instance> {
  const body = { serverName: "GitHub", userId: `user-${randomUUID()}` };
  const response = await create(ask("/api/instances", { method: "POST", body, cookie: operator }), segment);
  return (await response.json()).instance;
}

const chosen = (body: unknown, cookie: string | undefined = operator) =>
  POST(ask("/api/instances/export", { method: "POST", body, cookie }));

it.each([
  ["without a choice", {}],
  ["of nothing", { instanceIds: [] }],
  ["of what is no id", { instanceIds: ["7"] }],
  ["of more than fits", { instanceIds: Array.from({ length: 1001 }, () => randomUUID()) }],
])("a download %s is refused", async (_, body) => {
  const response = await chosen(body);
  expect(response.status).toBe(422);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
});

it("a session that has ended is said to have changed nothing", async () => {
  const response = await chosen({ instanceIds: [randomUUID()] }, "");
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ effect: "nothing-changed" });
});

it("a filter that makes no sense is refused, rather than taken for everything", async () => {
  const response = await GET(ask("/api/instances/export?status=colourful", { cookie: operator }));
  expect(response.status).toBe(422);
});

it("holds those that are named, or all that match, as a file of its own name", async () => {
  const [one, other] = [await made(), await made()];
  for (const [response, expected] of [
    [await chosen({ instanceIds: [one.id] }), [one.id]],
    [await GET(ask(`/api/instances/export?userId=${other.userId}`, { cookie: operator })), [other.id]],
  ] as const) {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="instances-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    const bytes = new Uint8Array(await response.clone().arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = (await response.text()).trimEnd().split("\r\n").slice(1);
    expect(lines.map((line) => line.split(",")[0])).toEqual(expected.map((id) => `"${id}"`));
  }
});
