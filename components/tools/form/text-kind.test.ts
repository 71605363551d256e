import { describe, expect, it } from "vitest";
import { readArgumentsSchema } from "../schema/read-schema";
import { inputType, isLong } from "./text-kind";

function fieldOf(schema: object) {
  const [property] = readArgumentsSchema({ properties: { it: { type: "string", ...schema } } }).properties;
  if (!property) throw new Error("no field");
  return property.field;
}

describe("isLong", () => {
  it.each([
    [{}, "title", "", false],
    [{}, "body", "", true],
    [{ maxLength: 100 }, "body", "", false],
    [{ maxLength: 10_000 }, "title", "", true],
    [{ format: "email" }, "message", "", false],
    [{ maxLength: 100 }, "title", "two\nlines", true],
  ])("%j named %s with %j: %s", (schema, name, text, long) => {
    expect(isLong(fieldOf(schema), name, text)).toBe(long);
  });
});

describe("inputType", () => {
  it.each([
    [{}, "", "text"],
    [{ format: "email" }, "", "email"],
    [{ format: "uri" }, "", "url"],
    [{ format: "date" }, "2030-01-31", "date"],
    [{ format: "date" }, "tomorrow", "text"],
    [{ format: "date-time" }, "", "text"],
    [{ format: "unheard-of" }, "", "text"],
  ])("%j with %j is %s", (schema, text, type) => {
    expect(inputType(fieldOf(schema), text)).toBe(type);
  });
});
