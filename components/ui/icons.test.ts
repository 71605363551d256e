import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const sprite = readFileSync(path.join(import.meta.dirname, "icons.svg"), "utf8");
const list = readFileSync(path.join(import.meta.dirname, "icons.tsx"), "utf8");

describe("the sprite of icons", () => {
  it("is what the generator writes", () => {
    const generated = execFileSync(process.execPath, [path.join(import.meta.dirname, "icons.mjs")], {
      encoding: "utf8",
    });
    expect(sprite).toBe(generated);
  });

  it("has each icon that is exported under its own name", () => {
    const exported = [...list.matchAll(/^export const (\w+) = icon\("(\w+)"\);$/gm)];
    expect(exported.length).toBeGreaterThan(50);
    for (const [, constant, name] of exported) {
      expect(constant).toBe(name);
      expect(sprite).toContain(`<symbol id="${name}" `);
    }
  });

  it("is drawn in lines, whose colour is that of the text around them", () => {
    for (const symbol of sprite.match(/<symbol [^>]*>/g) ?? []) {
      expect(symbol).toContain('fill="none" stroke="currentColor"');
    }
    expect(
      sprite.match(/(?:fill|stroke)="[^"]*"/g)?.filter((paint) => !/none|currentColor/.test(paint)),
    ).toEqual([]);
    expect(sprite).not.toMatch(/style=|<script|href=/);
  });
});
