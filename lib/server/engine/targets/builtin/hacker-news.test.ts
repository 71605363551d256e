import { describe, expect, it } from "vitest";
import { openBuiltin, refusalOf } from "./testing";

const API = "https://hacker-news.firebaseio.com/v0";
const json = (value: unknown) => ({ type: "application/json", body: JSON.stringify(value) });

const pages = {
  [`${API}/topstories.json`]: json([1, 2, 3, 4]),
  [`${API}/item/1.json`]: json({
    id: 1,
    type: "story",
    by: "ada",
    time: 1_700_000_000,
    title: "A story",
    url: "https://example.com",
    score: 12,
    descendants: 2,
    kids: [10, 11],
  }),
  [`${API}/item/2.json`]: json(null),
  [`${API}/item/3.json`]: json({ id: 3, type: "story", deleted: true }),
  [`${API}/item/4.json`]: json({ id: 4, type: "job", title: "A job", time: 1e300 }),
  [`${API}/item/10.json`]: json({
    id: 10,
    type: "comment",
    parent: 1,
    text: "<p>One <i>word</i>",
    kids: [12],
  }),
  [`${API}/item/11.json`]: json({ id: 11, type: "comment", parent: 1, text: "Two" }),
  [`${API}/item/12.json`]: json({ id: 12, type: "comment", parent: 10, text: "Below one" }),
  [`${API}/user/ada.json`]: json({ id: "ada", karma: 5, created: 1_600_000_000, about: "<b>Hello</b>" }),
  [`${API}/user/nobody.json`]: json(null),
};

describe("refuses", () => {
  it.each([
    ["hackernews_get_item", { id: 0 }],
    ["hackernews_get_item", { id: "../user/ada" }],
    ["hackernews_get_user", { name: "../item/1" }],
    ["hackernews_get_user", { name: "a?b" }],
    ["hackernews_list_stories", { page: "../../x" }],
  ])("%s with %j, and asks nobody", async (name, given) => {
    const server = await openBuiltin("Hacker News", { pages });
    expect(refusalOf(await server.call(name, given))).toContain("Invalid arguments");
    expect(server.asked).toEqual([]);
  });

  it("with what is not there", async () => {
    const server = await openBuiltin("Hacker News", { pages });
    expect(refusalOf(await server.call("hackernews_get_item", { id: 2 }))).toBe("Hacker News has no item 2.");
    expect(refusalOf(await server.call("hackernews_get_user", { name: "nobody" }))).toContain(
      "no user nobody",
    );
  });

  it.each([
    { status: 503, type: "text/html", body: "busy" },
    { type: "text/html", body: "<html>" },
    json({ id: "1" }),
  ])("an answer that makes no sense: %j", async (page) => {
    const server = await openBuiltin("Hacker News", { pages: { [`${API}/item/1.json`]: page } });
    expect(refusalOf(await server.call("hackernews_get_item", { id: 1 }))).toMatch(/^Hacker News answered/);
  });

  it("in a sentence where there is no network", async () => {
    const server = await openBuiltin("Hacker News");
    expect(refusalOf(await server.call("hackernews_list_stories"))).toContain(
      "hacker-news.firebaseio.com was not read",
    );
  });
});

it("lists stories in their order, without those that are gone", async () => {
  const server = await openBuiltin("Hacker News", { pages });
  const { structuredContent } = await server.call("hackernews_list_stories");
  expect(structuredContent).toMatchObject({
    stories: [
      { id: 1, title: "A story", at: "2023-11-14T22:13:20.000Z", comments: 2 },
      { id: 4, type: "job", at: "unknown" },
    ],
  });
});

it("reads a thread level by level, to the depth and number that were asked for", async () => {
  const server = await openBuiltin("Hacker News", { pages });
  const whole = await server.call("hackernews_get_thread", { id: 1 });
  expect(whole.structuredContent).toMatchObject({
    item: { id: 1 },
    comments: [
      { id: 10, parent: 1, depth: 1, text: "One *word*" },
      { id: 11, depth: 1 },
      { id: 12, parent: 10, depth: 2 },
    ],
  });
  const flat = await server.call("hackernews_get_thread", { id: 1, depth: 1, limit: 1 });
  expect(flat.structuredContent).toMatchObject({ comments: [{ id: 10 }] });
});

it("shows a user", async () => {
  const server = await openBuiltin("Hacker News", { pages });
  const { structuredContent } = await server.call("hackernews_get_user", { name: "ada" });
  expect(structuredContent).toEqual({
    name: "ada",
    karma: 5,
    since: "2020-09-13T12:26:40.000Z",
    about: "**Hello**",
  });
});
