import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Upstream } from "../port";
import { answerJson, CANARY_KEY, failureOf, startServer, testOptions } from "../testing";
import { createKlavisUpstream } from "./upstream";

const FOUND = { instanceId: "i-1", authNeeded: true, isAuthenticated: true };
const CREATED = { serverUrl: "https://mcp.example.com/x", instanceId: "i-1" };
const TOKEN = "ghp_canary_of_a_person";

const create = (upstream: Upstream, signal?: AbortSignal) =>
  upstream.create(
    {
      serverName: "GitHub",
      userId: "ana",
      connectionType: "StreamableHttp",
      legacy: false,
      isReadOnly: false,
    },
    signal,
  );
const read = (upstream: Upstream, signal?: AbortSignal) => upstream.observe("i-1", signal);
const setKey = (upstream: Upstream) => upstream.setKey("i-1", TOKEN);

type Answer = (response: ServerResponse, index: number) => void;
const status =
  (code: number, body: unknown = { detail: "no" }, headers = {}): Answer =>
  (response) =>
    answerJson(response, code, body, headers);
const html: Answer = (response) =>
  void response.writeHead(200, { "content-type": "text/html" }).end("<html>Maintenance</html>");
const truncated: Answer = (response) =>
  void response.writeHead(200, { "content-type": "application/json" }).end('{"serverUrl":"https://mcp.exam');
const cutOff: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 500 });
  response.write('{"serverUrl":', () => response.destroy());
};
const closed: Answer = (response) => void response.destroy();
const silent: Answer = () => {};
const stalled: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("{");
};

// What is answered, what becomes of it, how many tries a repeatable call makes.
test.each<[string, string, "nothing-changed" | "maybe-changed", number, Answer]>([
  ["401", "upstream-unauthorized", "nothing-changed", 1, status(401)],
  ["403", "upstream-unauthorized", "nothing-changed", 1, status(403)],
  ["404", "upstream-not-found", "nothing-changed", 1, status(404)],
  ["400", "upstream-rejected", "nothing-changed", 1, status(400)],
  ["409", "upstream-rejected", "nothing-changed", 1, status(409)],
  ["422", "upstream-rejected", "nothing-changed", 1, status(422)],
  ["429 without Retry-After", "upstream-rate-limited", "nothing-changed", 4, status(429)],
  ["500", "upstream-unavailable", "maybe-changed", 4, status(500)],
  ["502 with HTML", "upstream-unavailable", "maybe-changed", 4, status(502, "<html>Bad gateway</html>")],
  ["HTML with 200", "upstream-invalid", "maybe-changed", 1, html],
  ["truncated JSON", "upstream-invalid", "maybe-changed", 1, truncated],
  ["an answer cut off", "upstream-unavailable", "maybe-changed", 4, cutOff],
  ["a closed socket", "upstream-unavailable", "maybe-changed", 4, closed],
  ["nothing", "upstream-timeout", "maybe-changed", 1, silent],
  ["a body that never ends", "upstream-timeout", "maybe-changed", 1, stalled],
])("%s: a create fails as %s", async (_, code, effect, tries, answer) => {
  await using server = await startServer(answer);
  // Short where the time-out is what is waited for, and elsewhere longer than a busy machine takes to answer.
  const options = { ...testOptions(server.url), timeout: code === "upstream-timeout" ? 150 : 10_000 };
  const error = await failureOf(create(createKlavisUpstream(options)));
  expect(error).toMatchObject({ code, effect });
  expect(error.message).toContain(
    effect === "nothing-changed"
      ? "Nothing was created."
      : "The instance may have been created all the same.",
  );
  expect(error.message).not.toMatch(/html|sign in/i);
  expect(server.seen).toHaveLength(tries);

  if (code === "upstream-not-found") {
    expect(await read(createKlavisUpstream(options))).toBe("gone");
    return;
  }
  const reading = await failureOf(read(createKlavisUpstream(options)));
  expect(reading).toMatchObject({ code, effect: "nothing-changed" });
  expect(reading.message).not.toContain("created");
});

test.each<[string, Answer]>([
  ["429", status(429, {}, { "retry-after": "0" })],
  ["500", status(500)],
  ["a closed socket", closed],
  ["silence", silent],
])("a credential is never sent twice, on %s either", async (_, answer) => {
  await using server = await startServer(answer);
  const options = { ...testOptions(server.url), timeout: 150 };
  const error = await failureOf(setKey(createKlavisUpstream(options)));
  expect(error.message).toMatch(/The credential (was not|may have been) saved/);
  expect(server.seen).toHaveLength(1);
});

test("a redirect is not followed, so nobody else is given the key", async () => {
  await using other = await startServer(status(200, CREATED));
  for (const code of [301, 302, 303, 307, 308]) {
    await using server = await startServer((response) =>
      response.writeHead(code, { location: `${other.url}/mcp-server/instance/create` }).end(),
    );
    const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
    expect(error).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
    expect(server.seen).toHaveLength(1);
  }
  expect(other.seen).toHaveLength(0);
});

test("a host that is not there is told apart from one that broke off: nothing was sent", async () => {
  const server = await startServer(silent);
  await server[Symbol.asyncDispose]();
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "nothing-changed" });
  expect(error.message).toBe(
    "Klavis Cloud (US) cannot be reached. Nothing was created. Try again in a moment.",
  );

  const nameless = await failureOf(create(createKlavisUpstream(testOptions("http://no-such-host.invalid"))));
  expect(nameless).toMatchObject({ code: "upstream-unavailable", effect: "nothing-changed" });
});

test.each([
  ["5 MB", 80],
  ["without end", Number.POSITIVE_INFINITY],
])("a body of %s is not read beyond the limit", async (_, chunks) => {
  const chunk = Buffer.alloc(64 * 1024, " ");
  function* body() {
    for (let sent = 0; sent < chunks; sent += 1) yield chunk;
  }
  let over: Promise<void> | undefined;
  await using server = await startServer((response) => {
    response.writeHead(200, { "content-type": "application/json" });
    over = new Promise((resolve) => pipeline(Readable.from(body()), response, () => resolve()));
  });
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
  expect(error).toMatchObject({ code: "upstream-invalid", effect: "maybe-changed" });
  expect(error.message).toContain("longer than 1048576 bytes");
  expect(server.seen).toHaveLength(1);
  // A body without end stops because the console hangs up, or never.
  await over;
});

test("a refusal with an endless page is still that refusal", async () => {
  await using server = await startServer((response) => response.writeHead(403).end("x".repeat(2 * 2 ** 20)));
  const error = await failureOf(read(createKlavisUpstream(testOptions(server.url))));
  expect(error.code).toBe("upstream-unauthorized");
});

test("what a 422 says lands on the fields and in the text", async () => {
  const detail = [
    { loc: ["body", "userId"], msg: "User id is taken", type: "value_error" },
    { loc: ["body"], msg: `Key ${CANARY_KEY} is over its quota`, type: "value_error" },
  ];
  await using server = await startServer(status(422, { detail }));
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
  expect(error.fields).toEqual({ userId: ["User id is taken"] });
  expect(error.message).toBe(
    "Klavis Cloud (US) did not accept the request (422). Key [redacted] is over its quota. Nothing was created. " +
      "Correct what is marked and try again.",
  );
});

test.each<[string, Answer]>([
  ["a text", status(422, { detail: "Quota exceeded" })],
  ["HTML", (response) => void response.writeHead(422).end("<html>no</html>")],
  ["nothing", (response) => void response.writeHead(422).end()],
])("a 422 with %s marks no field", async (_, answer) => {
  await using server = await startServer(answer);
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
  expect(error).toMatchObject({ code: "upstream-rejected", fields: undefined, effect: "nothing-changed" });
});

test.each(["us", "eu", "embedded"] as const)(
  "who looks after the key of %s is told which variable holds it",
  async (id) => {
    await using server = await startServer(status(401));
    const error = await failureOf(read(createKlavisUpstream({ ...testOptions(server.url), id })));
    const variable = { us: "KLAVIS_API_KEY", eu: "KLAVIS_EU_API_KEY", embedded: "ENGINE_API_KEY" }[id];
    expect(error.message).toMatch(new RegExp(`check ${variable}\\.$`));
  },
);

test.each<[string, Answer]>([
  ["500", status(500)],
  ["503", status(503)],
  ["429", status(429)],
  ["a closed socket", closed],
  ["an answer cut off", cutOff],
])("after %s the next try's answer is taken", async (_, first) => {
  await using server = await startServer((response, index) =>
    index === 0 ? first(response, index) : answerJson(response, 200, CREATED),
  );
  expect(await create(createKlavisUpstream(testOptions(server.url)))).toEqual({
    ...CREATED,
    oauthUrl: null,
  });
  expect(server.seen).toHaveLength(2);
  expect(server.seen[1]?.body).toBe(server.seen[0]?.body);
});

test.each<[string, () => string, number]>([
  ["seconds", () => "1", 1_000],
  // HTTP dates have whole seconds, so two from now are at least one.
  ["a date", () => new Date(Date.now() + 2_000).toUTCString(), 1_000],
])("a Retry-After in %s is waited out", async (_, value, least) => {
  await using server = await startServer((response, index) =>
    index === 0
      ? answerJson(response, 429, {}, { "retry-after": value() })
      : answerJson(response, 200, FOUND),
  );
  await read(createKlavisUpstream({ ...testOptions(server.url), patience: 5_000 }));
  const [first, second] = server.seen.map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(least - 20);
});

test.each([
  [429, "upstream-rate-limited"],
  [503, "upstream-unavailable"],
])("a Retry-After beyond the console's patience is passed on at once (%d)", async (code, expected) => {
  await using server = await startServer(status(code, {}, { "retry-after": "30" }));
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url))));
  expect(error).toMatchObject({ code: expected, retryAfter: 30 });
  expect(server.seen).toHaveLength(1);
});

test("a doubt that an earlier try left stays, whatever the last one says", async () => {
  await using server = await startServer((response, index) =>
    index === 0 ? closed(response, index) : answerJson(response, 404, {}),
  );
  const upstream = createKlavisUpstream(testOptions(server.url));
  const error = await failureOf(upstream.update("i-1", { isReadOnly: true }));
  expect(error).toMatchObject({ code: "upstream-not-found", effect: "maybe-changed" });
  expect(server.seen).toHaveLength(2);
});

test("the caller's signal ends a call that is under way", async () => {
  const giveUp = new AbortController();
  await using server = await startServer(() => giveUp.abort());
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url)), giveUp.signal));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
  expect(server.seen).toHaveLength(1);
});

test("the caller's signal ends the wait for another try", async () => {
  await using server = await startServer(status(429, {}, { "retry-after": "1" }));
  const giveUp = new AbortController();
  const options = testOptions(server.url);
  const upstream = createKlavisUpstream({
    ...options,
    async fetch(request) {
      const response = await options.fetch(request);
      setTimeout(() => giveUp.abort(), 30);
      return response;
    },
  });
  const error = await failureOf(create(upstream, giveUp.signal));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "nothing-changed" });
  expect(server.seen).toHaveLength(1);
});

test("nothing is sent for a caller who has gone already", async () => {
  await using server = await startServer(status(200, CREATED));
  const error = await failureOf(create(createKlavisUpstream(testOptions(server.url)), AbortSignal.abort()));
  expect(error).toMatchObject({ code: "upstream-unavailable", effect: "nothing-changed" });
  expect(server.seen).toHaveLength(0);
});

test.each<[string, Answer]>([
  ["a success", status(200, { success: true })],
  [
    "an echo of the request in a 422",
    status(422, { detail: [{ loc: ["body", "token"], msg: `${CANARY_KEY} ${TOKEN}` }] }),
  ],
  ["an echo as text", status(400, { detail: `Bearer ${CANARY_KEY} ${TOKEN}` })],
  ["a key as field", status(422, { detail: [{ loc: ["body", CANARY_KEY], msg: "no" }] })],
  ["an echo in a 500", status(500, `${CANARY_KEY} ${TOKEN}`)],
  ["an echo in an answer", status(200, { success: `${CANARY_KEY} ${TOKEN}` })],
  ["a closed socket", closed],
])("no key and no credential is in an error or a log line after %s", async (_, answer) => {
  await using server = await startServer(answer);
  const options = testOptions(server.url);
  const error = await setKey(createKlavisUpstream(options)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  options.log.error({ err: error }, "as a handler might log it");
  const everything = options.lines.join("") + (error instanceof Error ? printed(error) : "");
  expect(options.lines.length).toBeGreaterThan(1);
  expect(everything).not.toContain(CANARY_KEY);
  expect(everything).not.toContain(TOKEN);
});

/** All that a careless reader of an error might print. */
function printed(error: Error): string {
  const cause = error.cause instanceof Error ? printed(error.cause) : String(error.cause);
  return JSON.stringify({ ...error, message: error.message, stack: error.stack }) + cause;
}

test("each call is one line in the log, and says where, what, how it went and how long it took", async () => {
  await using server = await startServer((response, index) =>
    index === 0 ? closed(response, index) : answerJson(response, index === 1 ? 200 : 404, CREATED),
  );
  const options = testOptions(server.url);
  const upstream = createKlavisUpstream(options);
  await create(upstream);
  expect(await read(upstream)).toBe("gone");
  const lines = options.lines.map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({
      upstream: "us",
      operation: "create-instance",
      status: 200,
      tries: 2,
      milliseconds: expect.any(Number),
    }),
    expect.objectContaining({
      upstream: "us",
      operation: "get-instance",
      status: 404,
      tries: 1,
      problem: "upstream-not-found",
    }),
  ]);
  expect(options.lines.join("")).not.toContain("i-1");
  expect(options.lines.join("")).not.toContain(server.url);
});
