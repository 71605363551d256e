import { describe, expect, it } from "vitest";
import { toGeminiSchema } from "./gemini-schema";
import { callableName, isAltered, resolveToolName } from "./tool-names";

const HOSTILE = [
  "a".repeat(64),
  "a".repeat(65),
  `${"a".repeat(64)}b`,
  "notion.search",
  "notion/search",
  "notion search",
  "名前",
  "1st",
  "-x",
  "",
  "__proto__",
  "constructor",
  "\u{1f600}".repeat(40),
  "a\0b",
  "a\nb",
];

describe("the name that a model calls a tool by", () => {
  it("is one that every model takes, the tool's own where it can be, and no other tool's", () => {
    const names = HOSTILE.map(callableName);
    for (const name of names) expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/);
    expect(new Set(names).size).toBe(HOSTILE.length);
    expect(callableName("github_list_issues")).toBe("github_list_issues");
  });

  it("leads back to its tool", () => {
    for (const name of HOSTILE) {
      const called = callableName(name);
      expect(resolveToolName(called, HOSTILE)).toBe(name);
      expect(isAltered(called)).toBe(called !== name);
    }
    expect(resolveToolName("nowhere", HOSTILE)).toBe("nowhere");
  });

  it("is a tool's own before it is another's", () => {
    const altered = callableName("notion.search");
    expect(resolveToolName(altered, ["notion.search", altered])).toBe(altered);
  });
});

describe("a schema for Gemini", () => {
  it("is left out where there is nothing to fill in", () => {
    expect(toGeminiSchema({ type: "object" })).toBeUndefined();
    expect(toGeminiSchema({ type: "object", properties: {} })).toBeUndefined();
  });

  it("keeps what Gemini knows, and tells the rest in words", () => {
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      additionalProperties: false,
      required: ["when", "gone"],
      properties: {
        when: { type: "string", format: "date-time", description: "The day." },
        mail: { type: "string", format: "email" },
        limit: { type: "integer", minimum: 1, exclusiveMaximum: 101 },
        level: { enum: [1, 2] },
        kind: { const: "a" },
        maybe: { type: ["string", "null"] },
        either: { anyOf: [{ type: "string" }, { type: "null" }] },
        many: { oneOf: [{ type: "string" }, { type: "integer" }] },
        list: { type: "array" },
        node: { $ref: "#/$defs/node" },
      },
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
    };
    const converted = toGeminiSchema(schema);
    expect(converted).toMatchObject({
      type: "object",
      required: ["when"],
      properties: {
        when: { type: "string", format: "date-time", description: "The day." },
        mail: { type: "string", description: '(JSON Schema: {"format":"email"})' },
        limit: { type: "integer", minimum: 1, description: '(JSON Schema: {"exclusiveMaximum":101})' },
        level: { type: "string", description: '(JSON Schema: {"enum":[1,2]})' },
        kind: { type: "string", enum: ["a"] },
        maybe: { type: "string", nullable: true },
        either: { type: "string", nullable: true },
        many: { anyOf: [{ type: "string" }, { type: "integer" }] },
        list: { type: "array", items: { type: "string" } },
        node: { type: "object" },
      },
    });
    const text = JSON.stringify(converted);
    for (const key of ["$schema", "$ref", "$defs", "additionalProperties", "oneOf", "const"]) {
      expect(text).not.toContain(`"${key}":`);
    }
  });
});
