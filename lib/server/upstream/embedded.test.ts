import { expect, test } from "vitest";
import { createEmbeddedUpstream } from "./embedded";
import { answerJson, CANARY_KEY, failureOf, startServer, testOptions } from "./testing";

const FOUND = {
  instanceId: "i-1",
  authNeeded: false,
  isAuthenticated: false,
  serverName: "",
  platform: "",
  externalUserId: "",
};

function upstreamOver(fetch: (request: Request) => Response | Promise<Response>) {
  return createEmbeddedUpstream({ ...testOptions("https://console.example.com/engine"), fetch });
}

test("an engine that throws is an upstream that is unavailable, and its words stay in the log", async () => {
  const upstream = upstreamOver(() => {
    throw new Error("select * from engine_instance failed");
  });
  const error = await failureOf(upstream.observe("i-1"));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "nothing-changed" });
  expect(error.message).not.toContain("select");
});

test("an engine that hangs is a time-out", async () => {
  const options = { ...testOptions("https://console.example.com/engine"), timeout: 50 };
  const upstream = createEmbeddedUpstream({ ...options, fetch: () => new Promise(() => {}) });
  expect(await failureOf(upstream.remove("i-1"))).toMatchObject({
    code: "upstream-timeout",
    effect: "maybe-changed",
  });
});

test("calls go in process and are not held back", async () => {
  const seen: Request[] = [];
  const upstream = upstreamOver((request) => {
    seen.push(request);
    return Response.json(FOUND);
  });
  await Promise.all(Array.from({ length: 50 }, () => upstream.observe("i-1")));
  expect(seen).toHaveLength(50);
  expect(seen[0]?.url).toBe("https://console.example.com/engine/mcp-server/instance/i-1");
  expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${CANARY_KEY}`);
});

test("the bytes are those that HTTP would carry", async () => {
  const body = { instanceId: "i-1", isReadOnly: true, message: "done" };
  await using server = await startServer((response) => answerJson(response, 200, body));
  const overHttp = createEmbeddedUpstream(testOptions(`${server.url}/engine`));
  await overHttp.update("i-1", { isReadOnly: true });

  let inProcess: Request | undefined;
  const upstream = createEmbeddedUpstream({
    ...testOptions(`${server.url}/engine`),
    fetch(request) {
      inProcess = request;
      return Response.json(body);
    },
  });
  await upstream.update("i-1", { isReadOnly: true });
  const [sent] = server.seen;
  expect(inProcess?.method).toBe(sent?.method);
  expect(inProcess?.url).toBe(server.url + sent?.path);
  expect(await inProcess?.text()).toBe(sent?.body);
  for (const [name, value] of inProcess?.headers ?? []) expect(sent?.headers[name]).toBe(value);
});
