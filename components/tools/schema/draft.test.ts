import { describe, expect, it } from "vitest";
import { draftOf, initialDraft } from "./draft";
import type { Draft, ObjectField } from "./field";
import { readArguments } from "./read-draft";
import { readArgumentsSchema } from "./read-schema";

const schema = {
  type: "object",
  properties: {
    title: { type: "string", minLength: 1, maxLength: 5 },
    count: { type: "integer", minimum: 1, maximum: 10 },
    ratio: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    done: { type: "boolean" },
    state: { enum: ["open", "closed", 3] },
    labels: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2 },
    owner: {
      type: "object",
      properties: { name: { type: "string" }, age: { type: ["integer", "null"] } },
      required: ["name", "age"],
    },
    filters: {
      type: "array",
      items: { type: "object", properties: { field: { type: "string" } }, required: ["field"] },
    },
    anything: {},
  },
};
const optional = readArgumentsSchema(schema);
const required = readArgumentsSchema({ ...schema, required: Object.keys(schema.properties) });

const typed = (field: ObjectField, properties: Record<string, Draft>) => {
  const empty = initialDraft(field, true);
  if (empty.kind !== "object") throw new Error(empty.kind);
  return readArguments(field, { ...empty, properties: { ...empty.properties, ...properties } });
};
const scalar = (text: string): Draft => ({ kind: "scalar", text });

describe("what is wrong is said by field", () => {
  it.each([
    ["title", "muchtoolong", "Use at most 5 characters; these are 11."],
    ["count", "ten", "Enter a number."],
    ["count", " ", "Enter a number."],
    ["count", "1e999", "Enter a number."],
    ["count", "0x10", "Enter a number."],
    ["count", "Infinity", "Enter a number."],
    ["count", "1.5", "Enter a whole number."],
    ["count", "0", "Enter at least 1."],
    ["count", "11", "Enter at most 10."],
    ["ratio", "0", "Enter more than 0."],
    ["ratio", "1", "Enter less than 1."],
  ])("%s: %j", (name, text, words) => {
    expect([...typed(optional, { [name]: scalar(text) }).problems]).toEqual([[`/${name}`, words]]);
  });

  it("counts characters, not halves of them", () => {
    expect(typed(optional, { title: scalar("🙂🙂🙂🙂🙂") }).problems.size).toBe(0);
  });

  it("what is required and missing, where null will not do", () => {
    const { problems } = typed(required, {});
    expect([...problems.keys()]).toEqual([
      "/title",
      "/count",
      "/ratio",
      "/done",
      "/state",
      "/labels",
      "/owner/name",
      "/anything",
    ]);
  });

  it("what is in a list, by its place", () => {
    const items = [
      { id: 7, draft: scalar("a") },
      { id: 9, draft: scalar("") },
    ];
    expect([...typed(optional, { labels: { kind: "list", items } }).problems]).toEqual([
      ["/labels/1", "Fill this in."],
    ]);
  });

  it.each(["9007199254740993", "-1234567890123456789", "+9007199254740993", "0.1234567890123456789"])(
    "a number that would become another one, in a field and in JSON: %s",
    (digits) => {
      const { problems } = typed(optional, {
        count: scalar(digits),
        anything: { kind: "json", text: `{"id":[${digits.replace("+", "")}]}` },
      });
      for (const at of ["/count", "/anything"]) expect(problems.get(at)).toContain("more digits");
      expect(
        readArguments(optional, { kind: "json", text: `{"id":${digits.replace("+", "")}}` }).value,
      ).toEqual({});
    },
  );

  it("JSON that is none", () => {
    const { problems } = typed(optional, { anything: { kind: "json", text: "{" } });
    expect(problems.get("/anything")).toContain("This is not JSON");
  });

  it.each(["[]", "1", "null", '"text"'])("arguments that are no object: %s", (text) => {
    expect([...readArguments(optional, { kind: "json", text }).problems.keys()]).toEqual([""]);
  });
});

describe("what is typed becomes JSON", () => {
  it("leaves out what was left empty", () => {
    expect(typed(optional, {}).value).toEqual({});
    expect(typed(optional, { title: scalar("x") }).value).toEqual({ title: "x" });
  });

  it("of the types that the schema names", () => {
    const { value, problems } = typed(optional, {
      count: scalar("7"),
      done: scalar("false"),
      state: scalar("3"),
      labels: { kind: "list", items: [{ id: 1, draft: scalar("a") }] },
    });
    expect(problems.size).toBe(0);
    expect(value).toEqual({ count: 7, done: false, state: 3, labels: ["a"] });
  });

  it("asks for the rest of an optional object once it was begun", () => {
    const owner = (name: string): Draft => ({
      kind: "object",
      properties: { name: scalar(name), age: scalar("") },
      rest: {},
    });
    expect(typed(optional, { owner: owner("") })).toEqual({ value: {}, problems: new Map() });
    expect(typed(optional, { owner: owner("Ana") }).value).toEqual({ owner: { name: "Ana", age: null } });
  });
});

describe("initialDraft", () => {
  it("offers the defaults, and those of an optional object only with it", () => {
    const inner = { type: "object", properties: { deep: { type: "integer", default: 1 } } };
    const field = readArgumentsSchema({
      properties: {
        limit: { type: "integer", default: 20 },
        needed: inner,
        spared: inner,
        kind: { const: "a" },
      },
      required: ["needed", "kind"],
    });
    expect(readArguments(field, initialDraft(field, true)).value).toEqual({
      limit: 20,
      needed: { deep: 1 },
      kind: "a",
    });
  });
});

describe("draftOf gives back the very value", () => {
  it.each([
    {},
    { title: "", count: 0, done: null },
    {
      title: 5,
      count: "five",
      ratio: null,
      done: "yes",
      state: "elsewhere",
      labels: "a",
      owner: [],
      filters: {},
    },
    { title: "muchtoolong", count: 99, ratio: -0.5, labels: [], owner: {}, filters: [] },
    { labels: ["a", "", 3, null], filters: [{ field: "a", more: 1 }, {}, null, 5] },
    { owner: { name: "Ana", age: null, unasked: [1] }, anything: { a: [null, true] } },
    { owner: null, anything: null, state: null },
    { anything: "text", unasked: { deeply: ["nested"] } },
    { count: 1e21, ratio: 1e-7 },
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'),
  ])("%j", (value) => {
    for (const field of [optional, required]) {
      expect(readArguments(field, draftOf(field, value, true)).value).toEqual(value);
    }
  });

  it("keeps in the form what the form can show", () => {
    const draft = draftOf(optional, { title: "x", count: 3, more: true }, true);
    expect(draft).toMatchObject({
      kind: "object",
      properties: { title: scalar("x"), count: scalar("3") },
      rest: { more: true },
    });
  });
});
