import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { markOf, monogramOf } from "./mark";
import marks from "./marks.json";

const sprite = readFileSync("public/marks.svg", "utf8");

describe("the sprite of server marks", () => {
  it("is what the generator writes", () => {
    const generated = execFileSync(process.execPath, [path.join(import.meta.dirname, "marks.mjs")], {
      encoding: "utf8",
    });
    expect(sprite).toBe(generated);
  });

  it("has a symbol for every mark that is asked for", () => {
    const symbols = new Set([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id));
    expect(Object.values(marks).filter((slug) => slug !== null && !symbols.has(slug))).toEqual([]);
  });

  it("names every server of the contract as that spells it, so that any other is somebody's own", () => {
    expect(Object.keys(marks).sort()).toEqual([...SERVER_NAMES].sort());
  });

  it("takes its colour from the text around it", () => {
    expect(sprite).not.toMatch(/fill=|style=|<script|href=/);
  });
});

it.each([
  ["Acme Desk", "Ac"],
  ["__proto__", "__"],
  ["constructor", "co"],
  ["👩‍🚀 Space", "👩🚀"],
  ["漢", "漢"],
])("a server without a mark has a plain one: %s", (text, monogram) => {
  const name = serverNameSchema.parse(text);
  expect(markOf(name)).toBeUndefined();
  expect(monogramOf(name)).toBe(monogram);
});
