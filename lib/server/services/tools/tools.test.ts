import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { auditEvent } from "../../db/schema/audit";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { record } from "../instances/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { callTool } from "./call";
import { listTools } from "./list";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

async function connected(more: Parameters<typeof instanceRequest>[0] = {}): Promise<Instance> {
  const { instance: made } = await createInstance(stage.as("operator"), instanceRequest(more));
  await stage.embedded.setKey(made.instanceId, "a-token");
  return made;
}

const call = (id: string, name: string, args: Record<string, unknown> = {}) =>
  callTool(stage.as("operator"), { id, name, arguments: args });

/** An instance at an upstream that answers so whatever it is asked. */
async function at(url: string) {
  const { id } = await record(stage, { upstream: "us" });
  const operator = stage.as("operator", upstreamAt(url));
  return {
    id,
    list: () => listTools(operator, { id }),
    call: () => callTool(operator, { id, name: "a_tool", arguments: { password: "hunter2" } }),
  };
}

describe("a viewer", () => {
  it("may see the tools and run none, not even one that only reads", async () => {
    const { id } = await connected();
    expect((await listTools(stage.as("viewer"), { id })).tools).toHaveLength(6);
    const refused = callTool(stage.as("viewer"), { id, name: "github_list_issues", arguments: {} });
    expect(await failureOf(refused)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    expect(await stage.auditOf(id, "instance.call-tool")).toEqual([]);
  });
});

describe("tools are refused", () => {
  it("for an id that does not exist", async () => {
    const id = randomUUID();
    const before = await stage.db.$count(auditEvent);
    expect(await failureOf(listTools(stage.as("viewer"), { id }))).toMatchObject({ code: "not-found" });
    expect(await failureOf(call(id, "github_list_issues"))).toMatchObject({ code: "not-found" });
    expect(await stage.db.$count(auditEvent)).toBe(before);
  });

  it("where the upstream says no, without the URL that it may repeat", async () => {
    await using server = await startServer((response, _, { path, body }) => {
      const { serverUrl } = JSON.parse(body);
      const error = `Could not reach ${serverUrl}\nfor now`;
      answerJson(response, 200, {
        success: false,
        error,
        ...(path.includes("list") && { format: "mcp_native" }),
      });
    });
    const { id, list, call } = await at(server.url);
    for (const refused of [list, call]) {
      const error = await failureOf(refused());
      expect(error).toMatchObject({ code: "upstream-rejected" });
      expect(error.message).toBe("Could not reach [redacted] for now");
    }
    expect(await stage.auditOf(id, "instance.call-tool")).toMatchObject([{ outcome: "failed" }]);
  });

  it("where the upstream says no and not why", async () => {
    for (const error of [null, "", "<html>no</html>"]) {
      await using server = await startServer((response) =>
        answerJson(response, 200, { success: false, format: "mcp_native", error }),
      );
      const { list, call } = await at(server.url);
      expect((await failureOf(list())).message).toBe("The server did not tell its tools.");
      expect((await failureOf(call())).message).toBe("The server did not run the tool.");
    }
  });

  it("where the upstream fails, and a tool is never run twice", async () => {
    await using server = await startServer((response) => answerJson(response, 503, {}));
    const { id, call } = await at(server.url);
    const error = await failureOf(call());
    expect(error).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
    expect(error.message).toContain("The tool may have run all the same.");
    expect(server.seen).toHaveLength(1);
    expect(await stage.auditOf(id, "instance.call-tool")).toMatchObject([{ outcome: "failed" }]);
  });
});

describe("the list", () => {
  it("says what reads and what writes, as the tools themselves do", async () => {
    const { id } = await connected();
    const { tools } = await listTools(stage.as("viewer"), { id });
    expect(tools.map(({ name, readOnly, destructive }) => [name, readOnly, destructive])).toEqual([
      ["github_list_issues", true, false],
      ["github_get_issue", true, false],
      ["github_search_issues", true, false],
      ["github_create_issue", false, false],
      ["github_update_issue", false, true],
      ["github_delete_issue", false, true],
    ]);
    expect(tools[3]).toMatchObject({
      title: "Create a new issue",
      description: expect.stringContaining("not on the real GitHub"),
      inputSchema: { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
    });
  });

  it("is that of the moment: read-only, writable, legacy", async () => {
    const { id, instanceId } = await connected({ isReadOnly: true, legacy: true });
    const names = async () => (await listTools(stage.as("viewer"), { id })).tools.map(({ name }) => name);
    expect(await names()).toEqual(["list_issues", "get_issue", "search_issues"]);
    await stage.embedded.update(instanceId, { isReadOnly: false });
    expect(await names()).toHaveLength(6);
  });

  it("takes what a server leaves out at its safest, and passes over what is no tool", async () => {
    const tools = [
      { name: "bare" },
      { name: "null", title: null, description: null, inputSchema: null, annotations: null },
      { name: "hinted", annotations: { title: "Hinted", readOnlyHint: true, destructiveHint: true } },
      { name: "gentle", annotations: { destructiveHint: false } },
      { name: 7 },
      "text",
      null,
    ];
    await using server = await startServer((response) =>
      answerJson(response, 200, { success: true, format: "mcp_native", tools }),
    );
    const bare = { title: null, description: "", readOnly: false, destructive: true };
    const inputSchema = { type: "object" };
    expect((await (await at(server.url)).list()).tools).toEqual([
      { ...bare, name: "bare", inputSchema },
      { ...bare, name: "null", inputSchema },
      { ...bare, name: "hinted", title: "Hinted", readOnly: true, destructive: false, inputSchema },
      { ...bare, name: "gentle", destructive: false, inputSchema },
    ]);
  });
});

describe("a call", () => {
  it("answers what the tool did, with the time that it took, and is audited without its arguments", async () => {
    const { id } = await connected();
    const answer = await call(id, "github_create_issue", { title: "A canary in the arguments" });
    expect(answer).toMatchObject({ isError: false, milliseconds: expect.any(Number) });
    expect(answer.content).toMatchObject([
      { type: "text", text: expect.stringContaining("A canary") },
      { type: "text", text: expect.stringContaining("sandbox") },
    ]);
    const events = await stage.auditOf(id, "instance.call-tool");
    expect(events).toMatchObject([
      { actorEmail: "operator@example.com", outcome: "succeeded", details: { tool: "github_create_issue" } },
    ]);
    expect(JSON.stringify(events)).not.toContain("canary");
    expect(stage.lines.join("")).not.toContain("canary");
  });

  it("of a tool that fails is an answer, audited as failed", async () => {
    const { id } = await connected();
    const answer = await call(id, "github_get_issue", { id: randomUUID() });
    expect(answer).toMatchObject({
      isError: true,
      content: [
        { text: "This sandbox has no issue with that id." },
        { text: expect.stringContaining("sandbox") },
      ],
    });
    expect(await stage.auditOf(id, "instance.call-tool")).toMatchObject([{ outcome: "failed" }]);
  });

  it("says how to connect where the account is not connected", async () => {
    const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
    expect(await call(made.id, "github_list_issues")).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("press Connect") }],
    });
  });

  it("of a writing tool of a read-only instance is refused by the server", async () => {
    const { id } = await connected({ isReadOnly: true });
    expect(await failureOf(call(id, "github_create_issue", { title: "A title" }))).toMatchObject({
      code: "upstream-rejected",
    });
    expect(await stage.auditOf(id, "instance.call-tool")).toMatchObject([{ outcome: "failed" }]);
  });

  it("passes blocks on as they came, and makes text of what is no block", async () => {
    const image = { type: "image", data: "aGVsbG8=", mimeType: "image/png", _meta: { a: 1 } };
    await using server = await startServer((response) =>
      answerJson(response, 200, { success: true, result: { content: [image, "loose", 7] } }),
    );
    const answer = await (await at(server.url)).call();
    expect(answer).toMatchObject({ isError: false });
    expect(answer.content).toEqual([image, { type: "text", text: "loose" }, { type: "text", text: "7" }]);
  });
});
