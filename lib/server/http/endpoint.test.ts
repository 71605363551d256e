import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { GET as cron } from "@/app/api/cron/sweep/route";
import { GET as health } from "@/app/api/health/route";
import { GET as download } from "@/app/api/instances/export/route";
import { GET as logo } from "@/app/api/organisation/logo/route";
import { GET as start } from "@/app/connect/start/route";
import { createLogger } from "../process/log";
import { runtime } from "../process/runtime";
import { handleAuth } from "./auth";
import { ask, openTestRuntime, type TestRuntime } from "./testing";

let running: TestRuntime;
let cookie: string;
const lines: string[] = [];
beforeAll(async () => {
  running = await openTestRuntime({ CRON_SECRET: "the-secret-of-the-cron-job" });
  cookie = (await running.signIn("viewer")).cookie;
  (await runtime()).log = createLogger("info", { write: (line) => void lines.push(line) });
});
beforeEach(() => void lines.splice(0));
afterAll(() => running.close());

const FORMS = [
  ["JSON", health, "/api/health", 200],
  ["CSV", download, "/api/instances/export?q=canary", 200],
  ["a window", start, "/connect/start?instance=canary", 403],
  ["sign-in", handleAuth, "/api/auth/get-session?canary", 200],
  ["cron", cron, "/api/cron/sweep?canary", 401],
  ["a picture", logo, "/api/organisation/logo?v=canary", 404],
] as const;

it.each(FORMS)(
  "%s has the request's id, and leaves one line that says no address",
  async (_, get, target, status) => {
    // One that is brought along is anybody's.
    const brought = randomUUID();
    const response = await get(ask(target, { cookie, headers: { "x-request-id": brought } }));
    expect(response.status).toBe(status);
    const requestId = response.headers.get("x-request-id");
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    expect(requestId).not.toBe(brought);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "answered");
    expect(told).toMatchObject([{ method: "GET", status, requestId, milliseconds: expect.any(Number) }]);
    expect(JSON.stringify(told)).not.toMatch(/canary|session_token/);
  },
);

it.each(FORMS.filter(([form]) => form !== "JSON" && form !== "cron"))(
  "%s is refused under another host, and that leaves its line too",
  async (_, get, target) => {
    const response = await get(ask(target, { cookie, headers: { host: "evil.example" } }));
    expect(response.status).toBe(403);
    expect(lines.filter((line) => line.includes('"answered"'))).toHaveLength(1);
  },
);
