import { expect, test } from "vitest";
import { ID_LENGTH } from "../identifier";
import { createInstanceRequestSchema } from "../instance";
import {
  createServerRequestSchema,
  createServerResponseSchema,
  httpValidationErrorSchema,
} from "./create-instance";
import { withFurtherNames } from "./server-name";

const LEAST = { serverName: "GitHub", userId: "ana" };

/** The fields that a request is refused for. */
function refused(
  schema: typeof createServerRequestSchema | typeof createInstanceRequestSchema,
  input: unknown,
): string[] {
  const issues = schema.safeParse(input).error?.issues ?? [];
  expect(issues.every(({ message }) => message.length > 5 && message !== "Invalid input")).toBe(true);
  return [...new Set(issues.map(({ path }) => path.join(".")))];
}

test.each<[string, string, object]>([
  ["no server", "serverName", { serverName: undefined }],
  ["an empty server", "serverName", { serverName: "" }],
  ["a number as server", "serverName", { serverName: 1 }],
  ["no user", "userId", { userId: undefined }],
  ["an empty user", "userId", { userId: "" }],
  ["a number as user", "userId", { userId: 7 }],
  ["null as user", "userId", { userId: null }],
  ["an empty platform", "platformName", { platformName: "" }],
  ["a list as platform", "platformName", { platformName: ["a"] }],
  ["another transport", "connectionType", { connectionType: "WebSocket" }],
  ["a transport in another spelling", "connectionType", { connectionType: "sse" }],
  ["null as transport", "connectionType", { connectionType: null }],
  ["a word as legacy", "legacy", { legacy: "true" }],
  ["a number as read-only", "isReadOnly", { isReadOnly: 1 }],
])("%s is refused on its field, by the contract and by the console", (_, field, change) => {
  expect(refused(createServerRequestSchema, { ...LEAST, ...change })).toEqual([field]);
  expect(refused(createInstanceRequestSchema, { ...LEAST, ...change })).toEqual([field]);
});

test("an unknown server is refused by the contract, while the console asks whether somebody has added it", () => {
  const unknown = { ...LEAST, serverName: "Myspace" };
  expect(refused(createServerRequestSchema, unknown)).toEqual(["serverName"]);
  expect(refused(createInstanceRequestSchema, unknown)).toEqual([]);
});

test("a further name is taken in any spelling, as long as it is one, and never in place of the contract's own", () => {
  const read = (serverName: string) => createServerRequestSchema.safeParse({ ...LEAST, serverName }).data;
  withFurtherNames(["My Space", "GITHUB"], () => {
    expect(read("my_space")?.serverName).toBe("My Space");
    expect(read("github")?.serverName).toBe("GitHub");
    expect(read("__proto__")).toBeUndefined();
  });
  expect(() =>
    withFurtherNames(["My Space"], () => {
      throw new Error("broken off");
    }),
  ).toThrow();
  expect(read("my_space")).toBeUndefined();
});

test("every wrong field is named at once", () => {
  expect(
    refused(createServerRequestSchema, { serverName: "?", userId: "", connectionType: 1 }).sort(),
  ).toEqual(["connectionType", "serverName", "userId"]);
  expect(refused(createServerRequestSchema, {}).sort()).toEqual(["serverName", "userId"]);
});

test("the refusal of a server quotes what was written", () => {
  const { error } = createServerRequestSchema.safeParse({ ...LEAST, serverName: "Myspace" });
  expect(error?.issues[0]?.message).toBe('No server is called "Myspace".');
});

test("what is left out takes the contract's defaults, and the name its spelling", () => {
  expect(createServerRequestSchema.parse({ serverName: "google_CALENDAR", userId: "ana" })).toEqual({
    serverName: "Google Calendar",
    userId: "ana",
    connectionType: "StreamableHttp",
    legacy: false,
    isReadOnly: false,
  });
});

test("what is given is kept, a null platform too", () => {
  const full = { ...LEAST, platformName: "Desk", connectionType: "SSE", legacy: true, isReadOnly: true };
  expect(createServerRequestSchema.parse(full)).toEqual(full);
  expect(createServerRequestSchema.parse({ ...LEAST, platformName: null }).platformName).toBeNull();
});

test.each<[string, string, object]>([
  ["a user of white space", "userId", { userId: "  " }],
  ["a user that is too long", "userId", { userId: "a".repeat(ID_LENGTH + 1) }],
  ["a user with a zero byte", "userId", { userId: "an\0a" }],
  ["a user with a hidden direction mark", "userId", { userId: "ana\u202e" }],
  ["a user with a zero-width space", "userId", { userId: "an\u200ba" }],
  ["a user with half a surrogate pair", "userId", { userId: "an\ud800a" }],
  ["a platform of white space", "platformName", { platformName: "\t" }],
  ["a platform with a line break", "platformName", { platformName: "a\nb" }],
  ["an unknown upstream", "upstream", { upstream: "mars" }],
])("the console refuses %s, where the contract would not", (_, field, change) => {
  expect(refused(createInstanceRequestSchema, { ...LEAST, ...change })).toEqual([field]);
  expect(refused(createServerRequestSchema, { ...LEAST, ...change })).toEqual([]);
});

test("the console drops white space around ids, and takes any script and length up to the limit", () => {
  const longest = "a".repeat(ID_LENGTH);
  expect(
    createInstanceRequestSchema.parse({ ...LEAST, userId: ` ${longest} `, platformName: " Büro 東京 " }),
  ).toMatchObject({
    userId: longest,
    platformName: "Büro 東京",
  });
  expect(createInstanceRequestSchema.parse({ ...LEAST, upstream: "eu" }).upstream).toBe("eu");
});

test("an answer needs its URL and its id; oauthUrl may be absent or null", () => {
  const answer = { serverUrl: "https://mcp.example.com/x", instanceId: "i-1" };
  for (const oauthUrl of [undefined, null, "https://api.klavis.ai/oauth/github/authorize"]) {
    expect(createServerResponseSchema.parse({ ...answer, oauthUrl }).oauthUrl).toBe(oauthUrl);
  }
  expect(createServerResponseSchema.parse(answer)).toEqual(answer);
  for (const missing of ["serverUrl", "instanceId"]) {
    expect(createServerResponseSchema.safeParse({ ...answer, [missing]: undefined }).success).toBe(false);
  }
});

test("a 422 body is read as the contract declares it", () => {
  const entry = { loc: ["body", "items", 0], msg: "no", type: "value_error" };
  const detail = [entry, { ...entry, input: null, ctx: { limit: 1 } }];
  expect(httpValidationErrorSchema.parse({ detail })).toEqual({ detail });
  expect(httpValidationErrorSchema.parse({})).toEqual({});
  for (const wrong of [
    { detail: "no" },
    { detail: [{ ...entry, loc: "body" }] },
    { detail: [{ ...entry, msg: 1 }] },
  ]) {
    expect(httpValidationErrorSchema.safeParse(wrong).success).toBe(false);
  }
});
