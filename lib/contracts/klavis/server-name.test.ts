import { describe, expect, test } from "vitest";
import { resolveKlavisName, SERVER_NAMES } from "./server-name";

test.each([
  "",
  " ",
  "GitHubb",
  "Git Hub",
  "Google",
  "google.calendar",
  "GitHub;",
  "constructor",
  "__proto__",
  "Calcom",
])("%j is nobody's name", (name) => expect(resolveKlavisName(name)).toBeUndefined());

test("there are 96, from Affinity to MongoDB, and no two are the same to a reader", () => {
  expect(SERVER_NAMES).toHaveLength(96);
  expect(SERVER_NAMES[0]).toBe("Affinity");
  expect(SERVER_NAMES.at(-1)).toBe("MongoDB");
  expect(new Set(SERVER_NAMES.map((name) => name.toLowerCase().replace(/[\s_-]/g, " "))).size).toBe(96);
});

describe.each(SERVER_NAMES)("%s is found", (name) => {
  test.each([
    ["as it is", name],
    ["in capitals", name.toUpperCase()],
    ["in small letters", name.toLowerCase()],
    ["with underscores", name.replaceAll(" ", "_")],
    ["with hyphens", name.replaceAll(" ", "-")],
    ["as a constant", name.toUpperCase().replaceAll(" ", "_")],
    ["with doubled spaces", name.replaceAll(" ", "  ")],
    ["with space around", ` ${name}\n`],
  ])("%s", (_, written) => {
    expect(resolveKlavisName(written)).toBe(name);
  });
});
