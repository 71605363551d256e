import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { setAuthRequestSchema } from "@/lib/contracts/klavis/auth-data";
import { createServerRequestSchema } from "@/lib/contracts/klavis/create-instance";
import { updateInstanceRequestSchema } from "@/lib/contracts/klavis/instances";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { callToolRequestSchema, listToolsRequestSchema } from "@/lib/contracts/klavis/tools";
import { getUsersQuerySchema } from "@/lib/contracts/klavis/users";
import { JsonError, parseJson } from "./json";
import { read } from "./read";

/** One entry of `detail` as it is written below: where, its type, its sentence, its `ctx`. */
type Entry = [loc: string, type: string, msg: string, ctx?: Record<string, unknown>];

function entriesOf(schema: z.ZodMiniType, input: unknown, part = "body"): Entry[] {
  return (read(schema, input, [part]).errors ?? []).map(({ loc, type, msg, ctx }) => {
    const where = loc.join(".");
    return ctx ? [where, type, msg, ctx] : [where, type, msg];
  });
}

const TRUE = [true, 1, "1", "on", "t", "true", "y", "yes", "ON", "T", "True", "tRuE", "Y", "YES"];
const FALSE = [false, 0, -0, "0", "off", "f", "false", "n", "no", "OFF", "F", "False", "N", "No"];
const FORBIDDEN = "Extra inputs are not permitted";
const DICTIONARY = "Input should be a valid dictionary";
const OBJECT = "Input should be a valid dictionary or object to extract fields from";
const TEXT = "Input should be a valid string";
const HALF = "Input should be a valid string, unable to parse raw data as a unicode string";
const BOOLEAN = "Input should be a valid boolean";
const NO_BOOLEAN = "Input should be a valid boolean, unable to interpret input";
const REQUIRED = "Field required";
const NAMES = `${SERVER_NAMES.slice(0, -1)
  .map((name) => `'${name}'`)
  .join(", ")} or 'MongoDB'`;
const CONNECTION = "'SSE' or 'StreamableHttp'";
const FORMAT = "'openai', 'anthropic', 'gemini' or 'mcp_native'";

const create = (change: object) => ({ serverName: "GitHub", userId: "ada", ...change });
const auth = (authData: unknown) => ({ instanceId: "a", authData });
const ONE = { min_length: 1 };

/** What pydantic 2.13.5 under FastAPI 0.142 says to each. */
describe("what is refused", () => {
  it.each<[string, z.ZodMiniType, unknown, Entry[]]>([
    [
      "an empty object",
      createServerRequestSchema,
      {},
      [
        ["body.serverName", "missing", REQUIRED],
        ["body.userId", "missing", REQUIRED],
      ],
    ],
    ["a list", createServerRequestSchema, [], [["body", "model_attributes_type", OBJECT]]],
    ["a number", createServerRequestSchema, 3, [["body", "model_attributes_type", OBJECT]]],
    ["no text", createServerRequestSchema, create({ userId: 7 }), [["body.userId", "string_type", TEXT]]],
    [
      "a list for a text, once",
      createServerRequestSchema,
      create({ userId: [] }),
      [["body.userId", "string_type", TEXT]],
    ],
    [
      "null for a text",
      createServerRequestSchema,
      create({ userId: null }),
      [["body.userId", "string_type", TEXT]],
    ],
    [
      "an empty text",
      createServerRequestSchema,
      create({ userId: "" }),
      [["body.userId", "string_too_short", "String should have at least 1 character", ONE]],
    ],
    [
      "an empty text that may be null",
      createServerRequestSchema,
      create({ platformName: "" }),
      [["body.platformName", "string_too_short", "String should have at least 1 character", ONE]],
    ],
    [
      "a list for what may be null, once",
      createServerRequestSchema,
      create({ platformName: [] }),
      [["body.platformName", "string_type", TEXT]],
    ],
    [
      "half a surrogate pair",
      createServerRequestSchema,
      create({ userId: "a\ud800" }),
      [["body.userId", "string_unicode", HALF]],
    ],
    [
      "an unknown server",
      createServerRequestSchema,
      create({ serverName: "Altavista" }),
      [["body.serverName", "enum", `Input should be ${NAMES}`, { expected: NAMES }]],
    ],
    [
      "a server of another type",
      createServerRequestSchema,
      create({ serverName: null }),
      [["body.serverName", "enum", `Input should be ${NAMES}`, { expected: NAMES }]],
    ],
    [
      "another transport, in the contract's order",
      createServerRequestSchema,
      create({ connectionType: "sse" }),
      [["body.connectionType", "enum", `Input should be ${CONNECTION}`, { expected: CONNECTION }]],
    ],
    [
      "a word for a boolean",
      createServerRequestSchema,
      create({ legacy: "maybe" }),
      [["body.legacy", "bool_parsing", NO_BOOLEAN]],
    ],
    [
      "white space around a word",
      createServerRequestSchema,
      create({ legacy: " true" }),
      [["body.legacy", "bool_parsing", NO_BOOLEAN]],
    ],
    [
      "two for a boolean",
      createServerRequestSchema,
      create({ legacy: 2 }),
      [["body.legacy", "bool_parsing", NO_BOOLEAN]],
    ],
    [
      "a fraction for a boolean",
      createServerRequestSchema,
      create({ legacy: 2.5 }),
      [["body.legacy", "bool_type", BOOLEAN]],
    ],
    [
      "null for a boolean",
      createServerRequestSchema,
      create({ legacy: null }),
      [["body.legacy", "bool_type", BOOLEAN]],
    ],
    [
      "an object for a boolean",
      createServerRequestSchema,
      create({ isReadOnly: {} }),
      [["body.isReadOnly", "bool_type", BOOLEAN]],
    ],
    [
      "what a strict model does not know",
      updateInstanceRequestSchema,
      { legacy: true },
      [["body.legacy", "extra_forbidden", FORBIDDEN]],
    ],
    [
      "a union by its members: a wrong type",
      setAuthRequestSchema,
      auth({ token: 1 }),
      [
        ["body.authData.ApiKeyAuth.token", "string_type", TEXT],
        ["body.authData.GeneralAuth.token", "extra_forbidden", FORBIDDEN],
      ],
    ],
    [
      "a union by its members: no dictionary",
      setAuthRequestSchema,
      auth({ data: [] }),
      [
        ["body.authData.ApiKeyAuth.data", "extra_forbidden", FORBIDDEN],
        ["body.authData.GeneralAuth.data", "dict_type", DICTIONARY],
      ],
    ],
    [
      "a union by its members: one key too many",
      setAuthRequestSchema,
      auth({ token: "a", x: 1 }),
      [
        ["body.authData.ApiKeyAuth.x", "extra_forbidden", FORBIDDEN],
        ["body.authData.GeneralAuth.token", "extra_forbidden", FORBIDDEN],
        ["body.authData.GeneralAuth.x", "extra_forbidden", FORBIDDEN],
      ],
    ],
    [
      "a union by its members: no object",
      setAuthRequestSchema,
      auth("x"),
      [
        ["body.authData.ApiKeyAuth", "model_attributes_type", OBJECT],
        ["body.authData.GeneralAuth", "model_attributes_type", OBJECT],
      ],
    ],
    [
      "a dictionary's values, by key",
      listToolsRequestSchema,
      { serverUrl: "a", headers: { a: 1, b: null } },
      [
        ["body.headers.a", "string_type", TEXT],
        ["body.headers.b", "string_type", TEXT],
      ],
    ],
    [
      "a list for a dictionary",
      listToolsRequestSchema,
      { serverUrl: "a", headers: [] },
      [["body.headers", "dict_type", DICTIONARY]],
    ],
    [
      "another format",
      listToolsRequestSchema,
      { serverUrl: "a", format: "x" },
      [["body.format", "enum", `Input should be ${FORMAT}`, { expected: FORMAT }]],
    ],
    [
      "null for a dictionary that may be left out",
      callToolRequestSchema,
      { serverUrl: "a", toolName: "b", toolArgs: null },
      [["body.toolArgs", "dict_type", DICTIONARY]],
    ],
  ])("%s", (_, schema, input, expected) => {
    expect(entriesOf(schema, input)).toEqual(expected);
  });

  const servers = z.object({
    servers: z.union([z.array(createServerRequestSchema.shape.serverName), z.literal("ALL")]),
  });
  it("a union of a list and a literal, by their names", () => {
    const literal: Entry = [
      "body.servers.literal['ALL']",
      "literal_error",
      "Input should be 'ALL'",
      { expected: "'ALL'" },
    ];
    expect(entriesOf(servers, { servers: ["GitHub", "x"] })).toEqual([
      [
        "body.servers.list[str-enum[McpServerName]].1",
        "enum",
        `Input should be ${NAMES}`,
        { expected: NAMES },
      ],
      literal,
    ]);
    expect(entriesOf(servers, { servers: 3 })).toEqual([
      ["body.servers.list[str-enum[McpServerName]]", "list_type", "Input should be a valid list"],
      literal,
    ]);
  });
});

describe("what is understood", () => {
  it.each(TRUE)("%j as true", (legacy) => {
    expect(read(createServerRequestSchema, create({ legacy }), [])).toMatchObject({
      value: { legacy: true },
    });
  });
  it.each(FALSE)("%j as false", (legacy) => {
    expect(read(createServerRequestSchema, create({ legacy }), [])).toMatchObject({
      value: { legacy: false },
    });
  });
  it("what is left out, by its default; what nobody knows is ignored", () => {
    expect(
      read(createServerRequestSchema, create({ serverName: "git-hub".replace("-", ""), colour: "red" }), []),
    ).toEqual({
      value: {
        serverName: "GitHub",
        userId: "ada",
        connectionType: "StreamableHttp",
        legacy: false,
        isReadOnly: false,
      },
    });
  });
});

describe("integers in a query", () => {
  const UNREAD: Entry = [
    "query.page_number",
    "int_parsing",
    "Input should be a valid integer, unable to parse string as an integer",
  ];
  const SMALL: Entry = [
    "query.page_number",
    "greater_than_equal",
    "Input should be greater than or equal to 1",
    { ge: 1 },
  ];

  it.each([
    ["1", 1],
    ["+1", 1],
    [" 1\n", 1],
    ["\u00a01\u3000", 1],
    ["1_000", 1000],
    ["0_1", 1],
    ["007", 7],
    ["1.0", 1],
    ["1_0.000", 10],
    ["9007199254740993", Number.MAX_SAFE_INTEGER],
    ["9".repeat(4300), Number.MAX_SAFE_INTEGER],
  ])("%s is one", (text, value) => {
    expect(read(getUsersQuerySchema, { page_number: text }, ["query"])).toMatchObject({
      value: { page_number: value, page_size: 50 },
    });
  });

  it.each([
    "",
    "x",
    "1e2",
    "0x10",
    "1__0",
    "_1",
    "1_",
    "1.",
    "1.5",
    ".0",
    "- 1",
    "+-1",
    "1 0",
    "1\0",
    "\u0661",
    "NaN",
    "Infinity",
  ])("%s is none", (text) => {
    expect(entriesOf(getUsersQuerySchema, { page_number: text }, "query")).toEqual([UNREAD]);
  });

  it.each(["0", "-1", "-0", "-1_000", "0.0"])("%s is too small", (text) => {
    expect(entriesOf(getUsersQuerySchema, { page_number: text }, "query")).toEqual([SMALL]);
  });

  it("is refused beyond its bounds, and where it is too long to read", () => {
    const msg = "Input should be less than or equal to 1000";
    expect(entriesOf(getUsersQuerySchema, { page_size: "1001" }, "query")).toEqual([
      ["query.page_size", "less_than_equal", msg, { le: 1000 }],
    ]);
    expect(entriesOf(getUsersQuerySchema, { page_size: "9".repeat(4301) }, "query")).toEqual([
      [
        "query.page_size",
        "int_parsing_size",
        "Unable to parse input string as an integer, exceeded maximum size",
      ],
    ]);
  });
});

describe("UUIDs", () => {
  const params = z.object({ id: z.guid() });
  const UUID = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";

  it.each([UUID, UUID.toUpperCase(), UUID.replaceAll("-", ""), `{${UUID}}`, `urn:uuid:${UUID}`])(
    "%s is one",
    (id) => expect(read(params, { id }, ["path"])).toEqual({ value: { id: UUID } }),
  );

  it.each([
    ["", "invalid length: expected length 32 for simple format, found 0"],
    ["abc", "invalid length: expected length 32 for simple format, found 3"],
    ["a".repeat(33), "invalid length: expected length 32 for simple format, found 33"],
    ["xyz", "invalid character: found `x` at 1"],
    [`${UUID}\u00e9`, "invalid character: found `\u00e9` at 37"],
    [`URN:UUID:${UUID}`, "invalid character: found `U` at 1"],
    ["urn:uuid:zz", "invalid character: found `z` at 10"],
    ["{zz}", "invalid character: found `z` at 2"],
    [`{${UUID}`, "invalid character: found `{` at 1"],
    ["{}", "invalid group count: expected 5, found 1"],
    [`{${UUID.replaceAll("-", "")}}`, "invalid group count: expected 5, found 1"],
    ["aaaaaaaa-bbbb", "invalid group count: expected 5, found 2"],
    ["a-b-c-d-e", "invalid group length in group 0: expected 8, found 1"],
    ["3f1c0f60-8f0e4-c39-9a55-0d2f1f1c6a11", "invalid group length in group 1: expected 4, found 5"],
    [`${UUID}0`, "invalid group length in group 4: expected 12, found 13"],
  ])("%s is none", (id, error) => {
    expect(entriesOf(params, { id }, "path")).toEqual([
      ["path.id", "uuid_parsing", `Input should be a valid UUID, ${error}`, { error }],
    ]);
  });
});

describe("JSON", () => {
  it.each([
    [" ", "Expecting value", 1],
    ["{", "Expecting property name enclosed in double quotes", 1],
    ["{'a': 1}", "Expecting property name enclosed in double quotes", 1],
    ['{"a": 1,}', "Expecting property name enclosed in double quotes", 8],
    ['{"a" 1}', "Expecting ':' delimiter", 5],
    ['{"a": 1 "b": 2}', "Expecting ',' delimiter", 8],
    ["[1 2]", "Expecting ',' delimiter", 3],
    ["[1,]", "Expecting value", 3],
    ["[", "Expecting value", 1],
    ["nul", "Expecting value", 0],
    ["-", "Expecting value", 0],
    ["01", "Extra data", 1],
    ["{} {}", "Extra data", 3],
    ["1.", "Extra data", 1],
    ['"abc', "Unterminated string starting at", 0],
    ['{"\u{1f600}": "abc', "Unterminated string starting at", 6],
    ['"a\nb"', "Invalid control character at", 2],
    ['"a\\x"', "Invalid \\escape", 2],
    ['"\\u12"', "Invalid \\uXXXX escape", 2],
    ["[NaN]", "Expecting value", 1],
    ["-Infinity", "Expecting value", 0],
  ])("%j is none, and Python says why", (text, reason, offset) => {
    const fault = (() => {
      try {
        return parseJson(text);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(JsonError);
    expect(fault).toMatchObject({ reason, offset });
  });

  it("is refused where it goes deeper than anything that is meant, and read to there", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;
    const refused = new JsonError("Too many levels of nesting", 0);
    for (const text of ["[".repeat(50_000), nested(50_000), nested(101)]) {
      expect(() => parseJson(text)).toThrow(refused);
    }
    expect(parseJson(nested(100))).toBeInstanceOf(Array);
    expect(() => parseJson("[".repeat(100))).toThrow(new JsonError("Expecting value", 100));
  });
});
