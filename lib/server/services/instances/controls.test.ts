import { afterAll, beforeAll, expect, it } from "vitest";
import type { ServerName } from "@/lib/contracts/server-name";
import { callLimitFormSchema } from "@/lib/contracts/usage";
import { auditHead } from "../../db/schema/audit";
import { engineToolVersion } from "../../db/schema/engine-target";
import { failureOf } from "../../upstream/testing";
import { switchServerTool } from "../servers/switch-tool";
import { suspendEverything, suspendServer, suspendUser } from "../suspensions/suspend";
import { everyRow, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { approveTool } from "../tool-changes/approve";
import { ruleToolChanges } from "../tool-changes/rule";
import { createInstance } from "./create";
import { readCredentialHistory } from "./credential";
import { limitCalls } from "./limit-calls";
import { revealInstance } from "./reveal";
import { revealReadOnly } from "./reveal-read-only";
import { rotateUrl } from "./rotate-url";
import { suspendInstance } from "./suspend";
import { switchTool } from "./switch-tool";
import { makeToken, removeToken } from "./token";
import { readUsage } from "./usage";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

const create = async () =>
  (await createInstance(stage.as("operator"), instanceRequest({ serverName: "GitHub" }))).instance;

it.each([0, -1, 1.5, 100_001, "5", Number.NaN])("a limit of %j calls is refused", (callLimit) => {
  expect(callLimitFormSchema.safeParse({ callLimit }).error?.issues[0]?.path).toEqual(["callLimit"]);
});

it("a viewer changes nothing, nor does anybody where calls go past this console", async () => {
  const { id } = await create();
  const [viewer, elsewhere] = [
    stage.as("viewer"),
    stage.as("operator", upstreamAt("https://api.example.com", "embedded")),
  ];
  for (const change of [
    (who: typeof viewer) => limitCalls(who, { id, callLimit: 1 }),
    (who: typeof viewer) => rotateUrl(who, { id }),
    (who: typeof viewer) => revealReadOnly(who, { id }),
    (who: typeof viewer) => makeToken(who, { id }),
    (who: typeof viewer) => removeToken(who, { id }),
  ]) {
    expect((await failureOf(change(viewer))).code).toBe("forbidden");
    expect((await failureOf(change(elsewhere))).code).toBe("invalid");
  }
  expect((await stage.auditOf(id)).map(({ action }) => action)).toEqual(["instance.create"]);
  expect(await readCredentialHistory(elsewhere, { id })).toMatchObject({ isKept: false });
});

it("the URL that is revealed is the one that opens, after it was changed too, and each look is recorded", async () => {
  const operator = stage.as("operator");
  const { id } = await create();
  const before = await revealInstance(operator, { id });
  const { instance } = await rotateUrl(operator, { id });
  expect(instance.maskedUrl).not.toContain("engine/mcp");
  const after = await revealInstance(operator, { id });
  expect(after.serverUrl).not.toBe(before.serverUrl);
  const readOnly = await revealReadOnly(operator, { id });
  expect(new Set([before.serverUrl, after.serverUrl, readOnly.serverUrl]).size).toBe(3);
  const audited = await stage.auditOf(id);
  expect(audited.map(({ action, details }) => [action, details])).toEqual([
    ["instance.create", expect.anything()],
    ["instance.reveal", {}],
    ["instance.rotate-url", {}],
    ["instance.reveal", {}],
    ["instance.reveal", { readOnly: true }],
  ]);
  const told = JSON.stringify(audited) + stage.lines.join("");
  for (const { serverUrl } of [before, after, readOnly]) {
    expect(told).not.toContain(serverUrl.split("/").at(-2));
  }
});

it("a change that is not recorded has not been made: no process ends between the two", async () => {
  const administrator = stage.as("administrator");
  const { id, serverName, userId } = await create();
  const [name, tool, isSuspended] = [serverName as ServerName, "github_list_issues", true];
  const definition = JSON.stringify({ name: tool });
  const version = { serverName: name, place: "a-place", tool, definition };
  await stage.db.insert(engineToolVersion).values([
    { ...version, hash: "before", approvedAt: new Date() },
    { ...version, hash: "after" },
  ]);
  const head = await stage.db.delete(auditHead).returning();
  try {
    const before = await everyRow(stage.db);
    for (const change of [
      () => rotateUrl(administrator, { id }),
      () => makeToken(administrator, { id }),
      () => limitCalls(administrator, { id, callLimit: 5 }),
      () => switchTool(administrator, { id, name: tool, isOn: false }),
      () => suspendInstance(administrator, { id, isSuspended }),
      () => suspendUser(administrator, { userId, isSuspended }),
      () => suspendServer(administrator, { name, isSuspended }),
      () => suspendEverything(administrator, { isSuspended }),
      () => switchServerTool(administrator, { name, tool, isOn: false }),
      () => ruleToolChanges(administrator, { rule: "block" }),
      () => approveTool(administrator, { serverName: name, tool, hash: "after" }),
    ]) {
      await expect(change()).rejects.toThrow("the audit has no head");
      expect(await everyRow(stage.db), String(change)).toBe(before);
    }
  } finally {
    await stage.db.insert(auditHead).values(head);
  }
});

it("a token is told once, kept as a hash, and can be taken away; the limit is told", async () => {
  const operator = stage.as("operator");
  const { id } = await create();
  const { token } = await makeToken(operator, { id });
  expect(token.length).toBeGreaterThanOrEqual(43);
  await limitCalls(operator, { id, callLimit: 7 });
  const usage = await readUsage(stage.as("viewer"), { id });
  expect(usage.rules).toMatchObject({ hasToken: true, callLimit: 7 });
  const told = JSON.stringify([usage, await stage.auditOf(id)]) + stage.lines.join("");
  expect(told).not.toContain(token);
  await removeToken(operator, { id });
  expect((await readUsage(operator, { id })).rules.hasToken).toBe(false);
});
