import { describe, expect, it } from "vitest";
import { EN } from "./en";
import { fill } from "./fill";
import { directionOf, LANGUAGES, languageOf, negotiateLanguage } from "./languages";
import { visitorWords } from "./words";

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each(LANGUAGES)("in $name", ({ code }) => {
  it("every text is there, with the places that the English one has", () => {
    const words = visitorWords(code);
    expect(Object.keys(words).sort()).toEqual(Object.keys(EN).sort());
    for (const [name, text] of Object.entries(EN)) {
      const translated = words[name as keyof typeof EN];
      expect(translated.trim(), name).not.toBe("");
      expect(places(translated), name).toEqual(places(text));
    }
  });
});

it.each([
  [null, "en"],
  ["", "en"],
  ["tlh, xx;q=0.5", "en"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["en;q=0.5, fr-CA;q=0.7", "fr"],
  ["ja;q=0, zh-Hant-TW", "zh"],
  ["*", "en"],
  ["AR", "ar"],
  [";;;q=,,,", "en"],
  [`${"x,".repeat(5000)}de`, "en"],
])("for %j the page is in %s", (header, language) => {
  expect(negotiateLanguage(header)).toBe(language);
});

it("is written from right to left where it is read so", () => {
  expect(LANGUAGES.filter(({ code }) => directionOf(code) === "rtl").map(({ code }) => code)).toEqual(["ar"]);
  expect(languageOf("../en")).toBeUndefined();
});

it("fills in what it is given as it stands, once", () => {
  expect(
    fill("{person} of {organisation}, {other}", { person: "{organisation}", organisation: "$& <b>" }),
  ).toBe("{organisation} of $& <b>, {other}");
});
