import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CLIENTS, clientSnippet } from "@/components/instances/snippets";
import { PROBLEM_KINDS } from "@/lib/server/errors";
import { DOCS } from "./pages";

const FOLDER = path.resolve(import.meta.dirname, "../../docs");
const read = (slug: string) => readFile(path.join(FOLDER, `${slug}.md`), "utf8");

it("every file of the documentation is a page, and every page a file", async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".md"));
  expect(files.sort()).toEqual(DOCS.map(({ slug }) => `${slug}.md`).sort());
});

describe.each(DOCS)("$slug", ({ slug }) => {
  it("begins with a heading, has one of that size, and leads to pages that there are", async () => {
    const text = await read(slug);
    expect(text).toMatch(/^# \S/);
    expect(text.match(/^# /gm)).toHaveLength(1);
    for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
      expect(DOCS.map((page) => `${page.slug}.md`)).toContain(target);
    }
  });
});

it.each(CLIENTS)("the page of %s has the configuration that the console gives", async (client) => {
  // The snippet asks where the URL leads, so it is made with one that is a URL.
  const url = "https://server.url";
  const snippet = clientSnippet(client, { serverName: "GitHub", connectionType: "StreamableHttp", url });
  expect(await read(`client-${client}`)).toContain(snippet.replaceAll(url, "SERVER_URL"));
});

it("the page of errors has every title that an error may have", async () => {
  const text = await read("troubleshooting");
  for (const { title } of Object.values(PROBLEM_KINDS)) expect(text).toContain(`| ${title} |`);
});
