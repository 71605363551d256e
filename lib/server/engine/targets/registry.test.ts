import { afterAll, beforeAll, expect, it } from "vitest";
import { startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine({ defaultTarget: "vendor" });
});
afterAll(() => engine.stop());

const call = async (serverName: string, toolName: string) => {
  const body = { serverName, userId: "ada" };
  const made = await engine.api("/mcp-server/instance/create", { method: "POST", body });
  expect(made.status).toBe(200);
  const { serverUrl } = await made.json();
  const asked = { serverUrl, toolName, toolArgs: { markdown: "# Hello", title: "Hello" } };
  return (await engine.api("/mcp-server/call-tool", { method: "POST", body: asked })).json();
};

it("a server that is not set up is made all the same, and answers that it is not set up", async () => {
  const refused = { success: false, error: expect.stringMatching(/^Affinity is not set up on this console/) };
  expect(await call("Affinity", "affinity_list_contacts")).toMatchObject(refused);
  expect(await call("Affinity", "anything")).toMatchObject(refused);
  const listed = await engine.api("/mcp-server/tools/Affinity?format=mcp_native");
  expect(await listed.json()).toMatchObject({ tools: [] });
});

it("a server that is built in is real whatever the default is", async () => {
  const { success, result } = await call("Markdown2doc", "markdown_to_html");
  expect(success).toBe(true);
  expect(JSON.stringify(result)).toContain("Hello.html");
});
