import { describe, expect, it } from "vitest";
import { openBuiltin, refusalOf, textOf } from "./testing";

const url = "https://example.com/post";
const article = `<!doctype html><html><head><title>A post</title><style>.x{}</style></head><body>
<nav><a href="/">Home</a><a href="/all">All posts</a></nav>
<article><h1>A post</h1><p>${"The first paragraph says enough to be read. ".repeat(12)}</p>
<p>See <a href="https://example.com/more">more</a> of <b>it</b>.</p><script>alert(1)</script></article></body></html>`;

describe("refuses", () => {
  it.each(["http://example.com/", "file:///etc/passwd", "javascript:alert(1)", "example.com", ""])(
    "the address %j, and asks nobody",
    async (address) => {
      const server = await openBuiltin("Fetch URL");
      for (const name of ["fetch_url", "fetch_headers"]) {
        expect(refusalOf(await server.call(name, { url: address }))).toContain("Invalid arguments");
      }
      expect(server.asked).toEqual([]);
    },
  );

  it("what is no text", async () => {
    const server = await openBuiltin("Fetch URL", { pages: { [url]: { type: "image/png", body: "x" } } });
    expect(refusalOf(await server.call("fetch_url", { url }))).toContain("image/png");
  });

  it("more than 5 MB", async () => {
    const pages = { [url]: { type: "text/plain", body: "x".repeat(5 * 1024 * 1024 + 1) } };
    const server = await openBuiltin("Fetch URL", { pages });
    expect(refusalOf(await server.call("fetch_url", { url }))).toContain("larger");
  });

  it("with the host's name where nobody answers", async () => {
    const server = await openBuiltin("Fetch URL");
    expect(refusalOf(await server.call("fetch_url", { url }))).toBe(
      "example.com was not read. The host is not known.",
    );
  });
});

it("returns the readable part as Markdown, without the navigation", async () => {
  const server = await openBuiltin("Fetch URL", { pages: { [url]: { body: article } } });
  const text = textOf(await server.call("fetch_url", { url }));
  expect(text).toContain("The first paragraph says enough");
  expect(text).toContain("[more](https://example.com/more)");
  expect(text).toContain("**it**");
  expect(text).not.toMatch(/All posts|alert\(1\)|<p>/);
});

it("returns it as plain text, and raw", async () => {
  const server = await openBuiltin("Fetch URL", { pages: { [url]: { body: article } } });
  const text = textOf(await server.call("fetch_url", { url, format: "text" }));
  expect(text).toContain("See more of it.");
  expect(text).not.toMatch(/<|\*\*/);
  expect(textOf(await server.call("fetch_url", { url, format: "raw", max_length: 200_000 }))).toBe(article);
});

it.each([
  "<p>short</p>",
  "",
  "<html>",
  "<p>".repeat(2_000),
  "<!doctype html><body><table><tr><td>a</td></tr></table>",
  "\u0000<p>\ud800</p>",
])("reads odd HTML without failing: %j", async (body) => {
  const server = await openBuiltin("Fetch URL", { pages: { [url]: { body } } });
  for (const format of ["markdown", "text", "raw"]) {
    expect((await server.call("fetch_url", { url, format })).isError).toBeUndefined();
  }
});

it("goes on where it stopped", async () => {
  const body = "0123456789".repeat(30);
  const server = await openBuiltin("Fetch URL", { pages: { [url]: { type: "text/plain", body } } });
  const first = await server.call("fetch_url", { url, max_length: 250 });
  expect(first.structuredContent).toMatchObject({ length: 300, next_start: 250, status: 200, title: null });
  const rest = await server.call("fetch_url", { url, start: 250, max_length: 250 });
  expect(rest.structuredContent).toMatchObject({ content: body.slice(250), next_start: null });
});

it("reads other encodings, and answers what is not found with its status", async () => {
  const latin = {
    type: "text/plain; charset=iso-8859-1",
    body: Buffer.from("M\xfcller", "latin1"),
    status: 404,
  };
  const server = await openBuiltin("Fetch URL", { pages: { [url]: latin } });
  expect((await server.call("fetch_url", { url })).structuredContent).toMatchObject({
    content: "Müller",
    status: 404,
  });
});

it("returns headers, and nobody's cookies", async () => {
  const pages = { [url]: { headers: { etag: '"1"', "set-cookie": "session=secret" } } };
  const server = await openBuiltin("Fetch URL", { pages });
  const { structuredContent } = await server.call("fetch_headers", { url });
  expect(structuredContent).toMatchObject({ status: 200, headers: { etag: '"1"' } });
  expect(JSON.stringify(structuredContent)).not.toContain("secret");
});
