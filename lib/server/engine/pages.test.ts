import { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { notice } from "./pages";

let style: string;
beforeAll(async () => {
  const app = new Hono().get("/", (c) => notice(c, 200, "A title", "Words"));
  style = /<style>([\s\S]+)<\/style>/.exec(await (await app.request("/")).text())?.[1] ?? "";
});

/** The colours of the light theme, or of the dark one. */
function tokens(theme: "light" | "dark"): Map<string, string> {
  const [light = "", dark = ""] = [...style.matchAll(/:root \{([^}]+)\}/g)].map(([, rules]) => rules);
  const rules = theme === "light" ? light : dark;
  return new Map([...rules.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name = "", hex = ""]) => [name, hex]));
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it.each([
    ["ink", "paper", 4.5],
    ["quiet", "paper", 4.5],
    ["accent", "paper", 4.5],
    ["on-accent", "accent", 4.5],
    ["line", "paper", 3],
  ])("keeps %s on %s apart by %d", (front, back, least) => {
    const colours = tokens(theme);
    const [darker = 0, lighter = 0] = [front, back]
      .map((name) => luminance(colours.get(name) ?? "none"))
      .sort((a, b) => a - b);
    expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(least);
  });
});

it("shows the focus on everything that can have it", () => {
  expect(style).toMatch(/:is\(a, button, summary\):focus-visible \{ outline: 3px solid var\(--accent\)/);
});
