import { describe, expect, it } from "vitest";
import { readArgumentsSchema } from "./read-schema";

/** The field of the one argument that has this schema. */
function fieldOf(schema: unknown, definitions: Record<string, unknown> = {}) {
  const [property] = readArgumentsSchema({
    type: "object",
    properties: { it: schema },
    $defs: definitions,
  }).properties;
  return property?.field;
}

describe("a schema that no form can ask for is left to JSON", () => {
  it.each([
    ["nothing", {}],
    ["true", true],
    ["several types", { type: ["string", "number"] }],
    ["one of several shapes", { anyOf: [{ type: "string" }, { type: "object", properties: { a: {} } }] }],
    ["several shapes at once", { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }],
    ["an object of any keys", { type: "object", additionalProperties: { type: "string" } }],
    ["a list of lists", { type: "array", items: { type: "array", items: { type: "string" } } }],
    ["a list of anything", { type: "array" }],
    ["a tuple", { type: "array", prefixItems: [{ type: "string" }], items: { type: "string" } }],
    ["a reference to elsewhere", { $ref: "https://example.com/schema.json" }],
    ["a reference to nowhere", { $ref: "#/$defs/none" }],
    ["a reference through the prototype", { $ref: "#/constructor/prototype" }],
  ])("%s", (_, schema) => {
    expect(fieldOf(schema)?.kind).toBe("json");
  });

  it("a schema that holds itself, from the second time on", () => {
    const node = {
      type: "object",
      properties: { name: { type: "string" }, child: { $ref: "#/$defs/node" } },
    };
    expect(fieldOf({ $ref: "#/$defs/node" }, { node })).toMatchObject({
      kind: "object",
      properties: [
        { name: "name", field: { kind: "text" } },
        { name: "child", field: { kind: "json" } },
      ],
    });
  });

  it("a reference to itself", () => {
    expect(fieldOf({ $ref: "#/$defs/self" }, { self: { $ref: "#/$defs/self" } })?.kind).toBe("json");
  });

  it("a schema that unfolds without end, in time", () => {
    const names = Array.from({ length: 30 }, (_, level) => level);
    const definitions = Object.fromEntries(
      names.map((level) => [
        `l${level}`,
        {
          type: "object",
          properties: Object.fromEntries(
            names.map((name) => [`p${name}`, { $ref: `#/$defs/l${level + 1}` }]),
          ),
        },
      ]),
    );
    const started = performance.now();
    fieldOf({ $ref: "#/$defs/l0" }, definitions);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("readArgumentsSchema", () => {
  it("finds no fields where a tool takes nothing", () => {
    expect(readArgumentsSchema({ type: "object" }).properties).toEqual([]);
    expect(readArgumentsSchema({}).properties).toEqual([]);
  });

  it("keeps the order and says what is required", () => {
    const { properties } = readArgumentsSchema({
      properties: { b: { type: "string" }, a: { type: "string" } },
      required: ["a"],
    });
    expect(properties.map(({ name, required }) => [name, required])).toEqual([
      ["b", false],
      ["a", true],
    ]);
  });

  it.each([
    [
      { type: "string", format: "email", minLength: 1, maxLength: 9 },
      { kind: "text", format: "email", least: 1, most: 9 },
    ],
    [{ type: "string" }, { kind: "text", format: null, least: 0, most: null }],
    [
      { type: "integer", minimum: 1, maximum: 100 },
      {
        kind: "number",
        whole: true,
        least: { value: 1, exclusive: false },
        most: { value: 100, exclusive: false },
      },
    ],
    [
      { type: "number", exclusiveMinimum: 0 },
      { kind: "number", whole: false, least: { value: 0, exclusive: true }, most: null },
    ],
    [
      { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      { kind: "number", least: null, most: null },
    ],
    [{ type: "boolean" }, { kind: "boolean", nullable: false }],
    [{ type: ["boolean", "null"] }, { kind: "boolean", nullable: true }],
    [
      { type: "string", nullable: true },
      { kind: "text", nullable: true },
    ],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, { kind: "number", nullable: true }],
    [{ allOf: [{ type: "string", description: "inner" }], description: "outer" }, { description: "outer" }],
    [{ type: "string", default: "x" }, { fallback: "x" }],
    [{ type: "string", title: "A title" }, { description: "A title" }],
    [{ properties: { a: { type: "string" } } }, { kind: "object" }],
  ])("%j", (schema, field) => {
    expect(fieldOf(schema)).toMatchObject(field);
  });

  it.each([
    [{ enum: ["a", 1, null, false] }, ["a", "1", "false"], true],
    [{ const: "only" }, ["only"], false],
    [{ oneOf: [{ const: "a", title: "The first" }, { const: "b" }] }, ["The first", "b"], false],
    [{ anyOf: [{ const: "a" }, { const: "b" }, { type: "null" }] }, ["a", "b"], true],
    [{ anyOf: [{ enum: ["a", "b"] }, { type: "null" }] }, ["a", "b"], true],
    [{ enum: ["", "x"] }, ['""', "x"], false],
  ])("a choice: %j", (schema, labels, nullable) => {
    const field = fieldOf(schema);
    if (field?.kind !== "choice") throw new Error(`a ${field?.kind}`);
    expect(field.options.map(({ label }) => label)).toEqual(labels);
    expect(field.nullable).toBe(nullable);
  });

  it("a list of texts, of choices and of objects", () => {
    expect(fieldOf({ type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 })).toMatchObject({
      kind: "list",
      item: { kind: "text" },
      least: 1,
      most: 3,
    });
    expect(fieldOf({ type: "array", items: { enum: ["a"] } })).toMatchObject({ item: { kind: "choice" } });
    expect(
      fieldOf(
        { type: "array", items: { $ref: "#/$defs/one" } },
        { one: { properties: { a: { type: "string" } } } },
      ),
    ).toMatchObject({ item: { kind: "object", properties: [{ name: "a" }] } });
  });

  it("follows a reference whose name is escaped", () => {
    expect(fieldOf({ $ref: "#/$defs/a~1b~0c" }, { "a/b~c": { type: "boolean" } })?.kind).toBe("boolean");
  });
});
