import { expect, test } from "vitest";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { catalogueEntry, resolveServerName } from "./server-name";

test.each(["", " ", "\u200b\u0000", "\ud800", "\t\n", 7, null, undefined, ["GitHub"]])(
  "%j names no server",
  (name) => {
    expect(serverNameSchema.safeParse(name).success).toBe(false);
  },
);

test.each([
  ["google_CALENDAR", "Google Calendar"],
  [" GitHub\u200b\n", "GitHub"],
  ["  Acme\u0007  Desk\u202e ", "Acme Desk"],
  ["__proto__", "__proto__"],
  ["漢字", "漢字"],
  ["<script>", "<script>"],
  ["x".repeat(5000), "x".repeat(100)],
])("%j is read as %j, and as the same again", (written, name) => {
  expect(serverNameSchema.parse(written)).toBe(name);
  expect(serverNameSchema.parse(name)).toBe(name);
});

test.each(["Acme Desk", "constructor", "__proto__", "漢字"])(
  "what the catalogue lacks is plain: %s",
  (text) => {
    const name = serverNameSchema.parse(text);
    expect(catalogueEntry(name)).toEqual({ name, category: "Other", auth: "oauth" });
    expect(resolveServerName(name)).toBeUndefined();
  },
);
