import { afterAll, beforeAll, expect, it } from "vitest";
import { failureOf } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { callTool } from "../tools/call";
import { createInstance } from "./create";
import { switchTool } from "./switch-tool";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

const NAME = "markdown_to_html";
const create = async () => {
  const request = instanceRequest({ serverName: "Markdown2doc" });
  return (await createInstance(stage.as("operator"), request)).instance;
};

it("a viewer switches nothing, nor is a tool switched whose calls go past this console", async () => {
  const { id } = await create();
  const off = { id, name: NAME, isOn: false };
  expect((await failureOf(switchTool(stage.as("viewer"), off))).code).toBe("forbidden");
  const elsewhere = stage.as("operator", upstreamAt("https://api.example.com", "embedded"));
  expect((await failureOf(switchTool(elsewhere, off))).code).toBe("invalid");
  expect(await stage.auditOf(id, "instance.switch-tool")).toEqual([]);
});

it("a tool that is off is refused by name until it is on again, and each is recorded", async () => {
  const operator = stage.as("operator");
  const { id } = await create();
  const call = () =>
    callTool(operator, { id, name: NAME, arguments: { markdown: "# Hello", title: "Hello" } });
  expect(await switchTool(operator, { id, name: NAME, isOn: false })).toEqual({ switchedOff: [NAME] });
  await expect(call()).rejects.toThrow(/switched off/);
  expect(await switchTool(operator, { id, name: NAME, isOn: true })).toEqual({ switchedOff: [] });
  await call();
  expect(await stage.auditOf(id, "instance.switch-tool")).toMatchObject([
    { details: { tool: NAME, isOn: false } },
    { details: { tool: NAME, isOn: true } },
  ]);
});
