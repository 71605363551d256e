import { readFileSync } from "node:fs";
import { type Schema, Validator } from "@cfworker/json-schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { API_KEY, startEngine, type TestEngine } from "../testing";

const { components } = JSON.parse(readFileSync(new URL("klavis-api.openapi.json", import.meta.url), "utf8"));
const validator = (name: string) =>
  new Validator({ $ref: `#/components/schemas/${name}`, components } as Schema, "2020-12");

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine({ requestsInTenSeconds: 1_000_000 });
});
afterAll(() => engine.stop());

/** The same values in every run: a linear congruential generator (Numerical Recipes). */
function createRandom(seed: number) {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return choices[Math.floor((state / 2 ** 32) * choices.length)] as T;
  };
}

const ABSENT = Symbol("absent");
/** None of these is what pydantic's lax mode takes for a boolean, or a spelling of a server's name beside its own. */
const MISFITS = [null, 7, 2.5, "", "maybe", [], [1], {}, { a: 1 }, "\ud800", -1];
/** Those that no text is; of what a text may be, each operation has its own opinion. */
const OTHERS = MISFITS.filter((value) => typeof value !== "string");
const FITTING: Record<string, readonly unknown[]> = {
  serverName: ["GitHub", "Google Calendar", "Exa", "MongoDB"],
  userId: ["ada", "ada@example.com", "名前", "org/ada", " ", "0"],
  platformName: ["app", null, ABSENT],
  connectionType: ["SSE", "StreamableHttp", ABSENT],
  legacy: [true, false, ABSENT],
  isReadOnly: [true, false, ABSENT],
  extra: [1, ABSENT],
};

const authData = [{ token: "a" }, { api_key: "a", token: null }, { data: { any: [1] } }];
const serverName = FITTING.serverName ?? [];
const headers = [{ "x-team": "a" }, {}, null, ABSENT];
const connectionType = FITTING.connectionType ?? [];
const NOBODY = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
/** Every other body, with what fits each of its fields. What names a record names none: that is for 404 to say, not 422. */
const BODIES: [string, string, string, Record<string, readonly unknown[]>][] = [
  [
    "POST",
    "/mcp-server/self-hosted/instance/create",
    "CreateSelfHostedServerRequest",
    { serverName, userId: ["ada"] },
  ],
  [
    "PATCH",
    `/mcp-server/instance/${NOBODY}`,
    "UpdateServerInstanceRequest",
    { isReadOnly: [true, false, null, ABSENT] },
  ],
  ["POST", "/mcp-server/instance/set-auth", "SetAuthRequest", { instanceId: [NOBODY, "no uuid"], authData }],
  ["POST", "/user/set-auth", "SetUserAuthRequest", { userId: ["ada"], serverName, authData }],
  [
    "POST",
    "/mcp-server/list-tools",
    "ListToolsRequest",
    { serverUrl: ["https://example.com/mcp"], connectionType, format: ["openai", "gemini", ABSENT], headers },
  ],
  [
    "POST",
    "/mcp-server/call-tool",
    "CallToolRequest",
    {
      serverUrl: ["https://example.com/mcp"],
      toolName: ["a_tool"],
      toolArgs: [{ a: 1 }, {}, ABSENT],
      connectionType,
      headers,
    },
  ],
  [
    "POST",
    "/mcp-server/strata/create",
    "StrataCreateRequest",
    {
      userId: ["ada", "名前"],
      servers: [["GitHub"], ["Exa", "Google Calendar"], [], null, ABSENT],
      externalServers: [[], null, ABSENT],
      enableAuthHandling: [true, false, ABSENT],
    },
  ],
  [
    "POST",
    "/mcp-server/strata/add",
    "StrataAddServersRequest",
    { strataId: [NOBODY], servers: [["GitHub"], "ALL", null, ABSENT], externalServers: [[], null, ABSENT] },
  ],
  [
    "POST",
    "/mcp-server/strata/set-auth",
    "StrataSetAuthRequest",
    { strataId: [NOBODY], serverName, authData },
  ],
  [
    "POST",
    "/white-labeling/create",
    "CreateWhiteLabelingRequest",
    {
      client_id: ["an-app", "another"],
      client_secret: ["a-secret"],
      server_name: ["GitHub", "MsCalendar"],
      callback_url: ["https://example.com", null, ABSENT],
      account_id: ["a", null, ABSENT],
    },
  ],
];

it.each(BODIES)(
  "%s %s refuses what its schema does, and nothing else",
  async (method, path, name, fitting) => {
    const pick = createRandom(20_261_127);
    const request = validator(name);
    const misfit = validator("HTTPValidationError");
    const { fetch } = engine.another();
    const seen = { fits: 0, refused: 0 };
    for (let i = 0; i < 160; i += 1) {
      const misfits = pick([0, 0.2, 0.5]);
      const fields = Object.entries({ ...fitting, extra: [1, ABSENT] }).map(([field, values]) => {
        const fits = pick([...Array(100).keys()]) >= misfits * 100;
        return [field, pick(fits || field === "extra" ? values : [...OTHERS, ABSENT])] as const;
      });
      const sent = Object.fromEntries(fields.filter(([, value]) => value !== ABSENT));
      const body = JSON.stringify(sent);
      const headers = { authorization: `Bearer ${API_KEY}` };
      const response = await fetch(new Request(`${engine.appUrl}/engine${path}`, { method, headers, body }));
      const answer = await response.json();
      // The engine asks for more than the schema in one thing: that something is given where a key is.
      const isEmptyKey = "authData" in sent && JSON.stringify(sent.authData) === "{}";
      if (request.validate(sent).valid && !isEmptyKey) {
        expect([200, 400, 404], body).toContain(response.status);
        seen.fits += 1;
      } else {
        expect(response.status, body).toBe(422);
        expect(misfit.validate(answer).errors, body).toEqual([]);
        seen.refused += 1;
      }
    }
    expect(seen.fits).toBeGreaterThan(30);
    expect(seen.refused).toBeGreaterThan(30);
  },
  60_000,
);

it("creates what the contract's schema takes, refuses what it does not, and answers in its shapes", async () => {
  const pick = createRandom(20_261_126);
  const request = validator("CreateServerRequest");
  const answers = { 200: validator("CreateServerResponse"), 422: validator("HTTPValidationError") };
  const { fetch } = engine.another();
  const seen = { 200: 0, 422: 0 };
  for (let i = 0; i < 2100; i += 1) {
    const misfits = pick([0, 0, 0.15, 0.4]);
    const fields = Object.entries(FITTING).map(([name, values]) => {
      const fits = pick([...Array(100).keys()]) >= misfits * 100;
      return [name, pick(fits || name === "extra" ? values : [...MISFITS, ABSENT])] as const;
    });
    const body = JSON.stringify(Object.fromEntries(fields.filter(([, value]) => value !== ABSENT)));
    const response = await fetch(
      new Request(`${engine.appUrl}/engine/mcp-server/instance/create`, {
        method: "POST",
        headers: { authorization: `Bearer ${API_KEY}` },
        body,
      }),
    );
    const answer = await response.json();
    // Half a surrogate pair is text to JSON Schema, and nothing that can be stored.
    const isStorable = !body.includes("\\ud800");
    const expected = isStorable && request.validate(JSON.parse(body)).valid ? 200 : 422;
    expect(response.status, body).toBe(expected);
    expect(answers[expected].validate(answer).errors, body).toEqual([]);
    seen[expected] += 1;
  }
  expect(seen[200]).toBeGreaterThan(600);
  expect(seen[422]).toBeGreaterThan(600);
}, 240_000);
