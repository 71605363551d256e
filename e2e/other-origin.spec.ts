import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { recordFor } from "./link-pages";
import { expect, test } from "./test";

/** A page that somebody else serves, as one of those is that try MCP servers from a browser. */
async function serveElsewhere() {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<title>Elsewhere</title>"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
}

test("a page of another origin begins at a server URL and lists its tools", async ({ page, meet, app }) => {
  using elsewhere = await serveElsewhere();
  const [instance] = await recordFor(page, app.origin, ["Hacker News"]);
  const revealed = await page.request.post(`/api/instances/${instance?.id}/reveal`, {
    headers: { origin: app.origin },
  });
  const { serverUrl } = await revealed.json();
  const theirs = await meet();
  await theirs.goto(elsewhere.origin);
  const listed = await theirs.evaluate(async (url: string) => {
    const send = (message: object, session?: string | null) =>
      fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json, text/event-stream",
          "MCP-Protocol-Version": "2025-11-25",
          ...(session && { "Mcp-Session-Id": session }),
        },
        body: JSON.stringify({ jsonrpc: "2.0", ...message }),
      });
    const clientInfo = { name: "page", version: "1" };
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
    const begun = await send({ id: 1, method: "initialize", params });
    const session = begun.headers.get("mcp-session-id");
    await begun.text();
    await send({ method: "notifications/initialized" }, session);
    const listing = await send({ id: 2, method: "tools/list" }, session);
    return listing.text();
  }, serverUrl);
  expect(listed).toContain("hackernews_list_stories");
});
