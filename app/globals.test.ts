import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/globals.css", "utf8");
const TOKEN = /--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g;

/** Each theme's opaque tokens, as relative luminances (WCAG 2.2). Where more contrast is asked for, some are others. */
const themes = {
  light: new Map<string, number>(),
  dark: new Map<string, number>(),
  "light, more contrast": new Map<string, number>(),
  "dark, more contrast": new Map<string, number>(),
};
const [plain = "", more = ""] = css.split("@media (prefers-contrast: more)");
for (const [, name = "", light = "", dark = ""] of plain.matchAll(TOKEN)) {
  themes.light.set(name, luminance(light));
  themes.dark.set(name, luminance(dark));
}
for (const [, name = "", light = "", dark = ""] of css.matchAll(TOKEN)) {
  themes["light, more contrast"].set(name, luminance(light));
  themes["dark, more contrast"].set(name, luminance(dark));
}

/** The relative luminance of "L C H" in OKLCH; what lies outside sRGB is clipped, as on a plain screen. */
function luminance(oklch: string): number {
  const [lightness = 0, chroma = 0, hue = 0] = oklch.split(" ").map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: keyof typeof themes, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => {
    const found = themes[theme].get(name);
    if (found === undefined) throw new Error(`no token --${name}`);
    return found;
  });
  const [least = 0, most = 0] = [a ?? 0, b ?? 0].sort((x, y) => x - y);
  return (most + 0.05) / (least + 0.05);
}

const GROUNDS = ["background", "surface", "raised", "inset", "hover"];
const TONES = ["positive", "caution", "negative", "info"];

const TEXT_PAIRS = [
  ...["foreground", "muted", "accent-text"].flatMap((text) =>
    GROUNDS.map((ground) => [text, ground] as const),
  ),
  ...TONES.flatMap((tone) => ["surface", "raised", `${tone}-soft`].map((ground) => [tone, ground] as const)),
  ...TONES.flatMap((tone) => ["foreground", "muted"].map((text) => [text, `${tone}-soft`] as const)),
  ["accent-text", "accent-soft"],
  ["accent-foreground", "accent"],
  ["accent-foreground", "accent-hover"],
  ["negative-foreground", "negative-fill"],
  ["negative-foreground", "negative-fill-hover"],
  ["background", "foreground"],
] as const;

const PART_PAIRS = [
  ...["border-strong", "focus"].flatMap((part) =>
    ["background", "surface", "raised", "inset"].map((ground) => [part, ground] as const),
  ),
  ["accent", "surface"],
  ["accent", "raised"],
  ["negative-fill", "surface"],
  ["negative", "surface"],
] as const;

describe.each([
  { theme: "light", level: "AA", text: 4.5, part: 3 },
  { theme: "dark", level: "AA", text: 4.5, part: 3 },
  { theme: "light, more contrast", level: "AAA", text: 7, part: 4.5 },
  { theme: "dark, more contrast", level: "AAA", text: 7, part: 4.5 },
] as const)("the theme $theme (WCAG 2.2 $level)", ({ theme, text: least, part: leastOfParts }) => {
  it.each(TEXT_PAIRS)("reads %s on %s", (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(least);
  });

  it.each(PART_PAIRS)("tells %s from %s", (part, ground) => {
    expect(contrast(theme, part, ground)).toBeGreaterThanOrEqual(leastOfParts);
  });
});

it("divides every part by lines that are seen, where more contrast is asked for", () => {
  expect(more).toContain("--border: var(--border-strong)");
});
