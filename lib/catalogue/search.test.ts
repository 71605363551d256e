import { expect, test } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { CATEGORIES } from "@/lib/contracts/terms/category";
import { searchCatalogue } from "./search";
import { CATALOGUE } from "./servers";

const found = (query: string) => searchCatalogue(query).map(({ name }) => name);

test.each(["zzz", "google  nothing", "<script>", ".*"])("nothing answers to %j", (query) => {
  expect(found(query)).toEqual([]);
});

test.each(["", "  ", "_"])("%j is no question: everything is there, in order", (query) => {
  expect(found(query)).toEqual([...SERVER_NAMES]);
});

test.each(SERVER_NAMES.map((name) => [name] as const))("its own name finds %s first", (name) => {
  expect(found(name)[0]).toBe(name);
  expect(found(name.toUpperCase().replaceAll(" ", "_"))[0]).toBe(name);
});

test.each([
  ["gcal", "Google Calendar"],
  ["google_calendar", "Google Calendar"],
  ["google-cal", "Google Calendar"],
  ["googlecalendar", "Google Calendar"],
  ["calendar", "Google Calendar"],
  ["wandb", "Weights and Biases"],
  ["w&b", "Weights and Biases"],
  ["hn", "Hacker News"],
  ["gh", "GitHub"],
  ["teams", "Microsoft Teams"],
  ["sql", "Postgres"],
  ["sla", "Slack"],
])("%j finds %s first", (query, name) => {
  expect(found(query)[0]).toBe(name);
});

test("a word of the name finds every server that has it", () => {
  expect(found("calendar")).toEqual(
    expect.arrayContaining(["Google Calendar", "Outlook Calendar", "Motion", "Clockwise"]),
  );
  expect(found("google").slice(0, 8).sort()).toEqual(
    SERVER_NAMES.filter((name) => name.startsWith("Google")).sort(),
  );
});

test("a category finds all that is in it", () => {
  for (const category of CATEGORIES) {
    const within = CATALOGUE.filter((entry) => entry.category === category).map(({ name }) => name);
    expect(found(category)).toEqual(expect.arrayContaining(within));
  }
});

test("the best match comes first: whole, start of the name, of an alias, of a word, anywhere, category", () => {
  expect(found("mail")).toEqual(["Outlook Mail", "Zoho Mail", "Gmail", "Resend", "SendGrid"]);
  expect(found("chat")).toEqual(["Discord", "Slack", "Intercom"]);
  expect(found("doc").slice(0, 5)).toEqual([
    "Doc2markdown",
    "DocuSign",
    "Google Docs",
    "Markdown2doc",
    "Box",
  ]);
});

test("the search keeps to the entries that it is given", () => {
  const some = CATALOGUE.filter(({ auth }) => auth === "none");
  expect(searchCatalogue("google", some)).toEqual([]);
  expect(searchCatalogue("", some)).toEqual(some);
});
