import { describe, expect, it } from "vitest";
import { readArgumentsSchema } from "./read-schema";
import { limitWords, typeWords } from "./words";

describe("the words of a field", () => {
  it.each([
    [{ type: "string" }, "text", []],
    [{ type: "string", format: "date", default: "" }, "text (date)", ["empty if left out"]],
    [{ type: "string", minLength: 1, maxLength: 200 }, "text", ["1 to 200 characters"]],
    [{ type: "string", maxLength: 10_000 }, "text", ["at most 10,000 characters"]],
    [
      { type: "integer", minimum: 1, maximum: 100, default: 20 },
      "whole number",
      ["1 to 100", "20 if left out"],
    ],
    [{ type: ["number", "null"], exclusiveMinimum: 0 }, "number", ["more than 0", "may be null"]],
    [{ type: "boolean", default: false }, "yes or no", ["false if left out"]],
    [{ enum: ["a", "b"] }, "one of", []],
    [{ const: "a" }, "always", []],
    [
      { type: "array", items: { type: "integer", minimum: 1 }, maxItems: 3 },
      "list of whole number",
      ["at most 3 items", "at least 1"],
    ],
    [{ type: "array", items: { properties: { a: {} } }, default: [] }, "list of objects", ["[] if left out"]],
    [{ type: "object", properties: { a: {} } }, "object", []],
    [{ type: "object", default: { a: 1 } }, "object", ['{ "a": 1 } if left out']],
    [{}, "any value", []],
  ])("%j", (schema, type, limits) => {
    const [property] = readArgumentsSchema({ properties: { it: schema } }).properties;
    if (!property) throw new Error("no field");
    expect(typeWords(property.field)).toBe(type);
    expect(limitWords(property.field)).toEqual(limits);
  });
});
