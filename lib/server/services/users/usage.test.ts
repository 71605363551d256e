import { afterAll, beforeAll, expect, it } from "vitest";
import { createInstance } from "../instances/create";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { callTool } from "../tools/call";
import { readUser } from "./read";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

it("a user is told of with what agents called, of instances whose calls pass through this console", async () => {
  const operator = stage.as("operator");
  const used = instanceRequest({ serverName: "Markdown2doc", userId: "ada" });
  const { id } = (await createInstance(operator, used)).instance;
  await createInstance(operator, instanceRequest({ serverName: "Doc2markdown", userId: "ada" }));
  const call = { id, name: "markdown_to_html", arguments: { markdown: "# Hello", title: "Hello" } };
  for (const _ of ["once", "twice"]) await callTool(operator, call);
  const { usage, instances } = await readUser(stage.as("viewer"), { userId: "ada" });
  expect(instances).toHaveLength(2);
  expect(usage).toEqual({
    [id]: { calls: 2, errors: 0, lastUsedAt: expect.any(String), p95: expect.any(Number) },
  });
  const cloud = stage.as("viewer", upstreamAt("https://api.example.com"));
  expect((await readUser(cloud, { userId: "ada" })).usage).toEqual({});
});
