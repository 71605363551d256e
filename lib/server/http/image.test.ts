import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as icon } from "@/app/api/servers/[name]/icon/route";
import { POST as addServer } from "@/app/api/servers/route";
import { ask, openTestRuntime, type TestRuntime } from "./testing";

/** A picture of one point. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

let running: TestRuntime;
beforeAll(async () => {
  running = await openTestRuntime();
});
afterAll(() => running.close());

const iconOf = (name: string) =>
  icon(ask(`/api/servers/${encodeURIComponent(name)}/icon`), { params: Promise.resolve({ name }) });

it("an icon is a picture and nothing else, however it is opened, and no icon is no error", async () => {
  const { cookie } = await running.signIn("administrator");
  const body = {
    name: "Acme Desk",
    category: "Support",
    url: "https://mcp.acme.example/mcp",
    registration: "none",
    icon: PNG,
  };
  expect((await addServer(ask("/api/servers", { cookie, method: "POST", body }))).status).toBe(200);
  const shown = await iconOf("Acme Desk");
  expect(Buffer.from(await shown.arrayBuffer()).toString("base64")).toBe(PNG);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  for (const name of ["GitHub", "Nobody's", "<svg onload=alert(1)>"]) {
    const none = await iconOf(name);
    expect([none.status, await none.text()]).toEqual([204, ""]);
  }
});
