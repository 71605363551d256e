import { describe, expect, it, test } from "vitest";
import { absoluteWords, dayWords, hourWords, localWords, relativeWords, zoneWords } from "./time";

const now = Date.UTC(2026, 2, 12, 14, 5, 30);
const minutes = (count: number) => new Date(now + count * 60_000);

describe("relativeWords", () => {
  it.each([
    [minutes(0), "just now"],
    [minutes(0.9), "just now"],
    [minutes(-0.9), "just now"],
    [minutes(-1), "1 minute ago"],
    [minutes(-59.9), "59 minutes ago"],
    [minutes(-60), "1 hour ago"],
    [minutes(-60 * 24), "yesterday"],
    [minutes(60 * 24 * 7), "in 7 days"],
    [minutes(60 * 24 * 7 - 1), "in 7 days"],
    [minutes(-60 * 24 * 31), "last month"],
    [minutes(-60 * 24 * 800), "2 years ago"],
  ])("says %s as %s", (date, words) => {
    expect(relativeWords(date, now)).toBe(words);
  });
});

describe("absoluteWords", () => {
  it("names the zone, so that it reads the same on every machine", () => {
    expect(absoluteWords(new Date(now))).toBe("12 Mar 2026, 14:05 UTC");
  });
});

describe("localWords", () => {
  it("tells the reader's own time with its zone", () => {
    expect(localWords(new Date(now), "America/Los_Angeles")).toBe("12 Mar 2026, 07:05 GMT-7");
    expect(localWords(new Date(now), "UTC")).toBe("12 Mar 2026, 14:05 UTC");
  });
});

test("days and hours are those of UTC", () => {
  expect(dayWords("2026-03-12")).toBe("12 Mar");
  const hour = "2026-03-12T23:00:00.000Z";
  expect(hourWords(hour, "UTC")).toBe("23:00");
  expect(hourWords(hour, "Asia/Kolkata")).toBe("04:30");
  expect(hourWords(hour, "Europe/London")).toBe("23:00");
  expect(hourWords(hour, "America/Los_Angeles")).toBe("16:00");
  expect(zoneWords("UTC", Date.parse(hour))).toBe("UTC");
  expect(zoneWords("Asia/Kolkata", Date.parse(hour))).toBe("GMT+5:30");
});
