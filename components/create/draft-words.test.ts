import { expect, it } from "vitest";
import { draftWords } from "./draft-words";

const draft = {
  serverName: "",
  userId: "",
  platformName: null,
  connectionType: "StreamableHttp",
  legacy: false,
  isReadOnly: false,
} as const;

it("says what to do first while nothing is filled in", () => {
  expect(draftWords(draft, "Embedded engine")).toEqual([
    "Choose a server and name a user. You get its server URL.",
  ]);
});

it("says what will be created, for whom, and what comes next", () => {
  const filled = {
    ...draft,
    serverName: "google_calendar",
    userId: " ana@example.com ",
    platformName: "agents",
  };
  expect(draftWords({ ...filled, isReadOnly: true }, "Embedded engine")).toEqual([
    "Google Calendar for ana@example.com on agents: read-only, over Streamable HTTP, at Embedded engine.",
    "The URL works once the account is connected: by you in a window, or by the user through a connect link.",
  ]);
  expect(draftWords({ ...filled, serverName: "Hacker News" }, "Embedded engine").at(-1)).toBe(
    "The URL works at once: this server needs no account.",
  );
});

it("leaves open what is not chosen yet", () => {
  expect(draftWords({ ...draft, userId: "ana" }, "Klavis Cloud, US")).toEqual([
    "A server for ana: read and write, over Streamable HTTP, at Klavis Cloud, US.",
  ]);
});
