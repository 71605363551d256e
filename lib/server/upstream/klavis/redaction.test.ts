import { expect, test } from "vitest";
import { withoutAddress, withoutSecrets } from "./redaction";

const ADDRESS =
  "https://mcp.example.com/sse/7c9e6679-7425-40de-944b-e07fc1f90ae7?key=Zq3_hW-8vT2mX0pL5nR7&a=1";
const twice = (text: string) => encodeURIComponent(encodeURIComponent(text));
const hex = (form: (code: string) => string) => (text: string) =>
  [...text].map((character) => form((character.codePointAt(0) ?? 0).toString(16).padStart(2, "0"))).join("");

const SPELLINGS: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "upper case": (text) => text.toUpperCase(),
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) => encodeURIComponent(text).toLowerCase(),
  "percent-encoded twice": twice,
  "percent-encoded whole": hex((code) => `%${code}`),
  "JSON with escaped slashes": (text) => text.replaceAll("/", "\\/"),
  "JSON in escapes": hex((code) => `\\u00${code.toUpperCase()}`),
  HTML: (text) => text.replaceAll("&", "&amp;"),
  "HTML in numbers": hex((code) => `&#x${code};`),
  "half of it encoded": (text) => encodeURIComponent(text.slice(0, 30)) + text.slice(30),
};

test.each(Object.entries(SPELLINGS))("a secret is struck out by its value: %s", (_, spell) => {
  const said = withoutSecrets(`before ${spell(ADDRESS)} after`, [ADDRESS]);
  expect(said).toBe("before [redacted] after");
});

test.each(Object.entries(SPELLINGS))("an address goes with the parts that open it: %s", (_, spell) => {
  for (const part of ["7c9e6679-7425-40de-944b-e07fc1f90ae7", "Zq3_hW-8vT2mX0pL5nR7"]) {
    expect(withoutAddress(`x ${spell(part)} y`, ADDRESS)).toBe("x [redacted] y");
  }
});

test("an answer stays the JSON that it is, and words stay words", () => {
  const answer = JSON.stringify({ url: ADDRESS, text: "mcp.example.com/sse key a=1 github_list_issues" });
  expect(JSON.parse(withoutAddress(answer, ADDRESS))).toEqual({
    url: "[redacted]",
    text: "mcp.example.com/sse key a=1 github_list_issues",
  });
});
