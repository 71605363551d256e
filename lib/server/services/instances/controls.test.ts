import { afterAll, beforeAll, expect, it } from "vitest";
import { callLimitFormSchema } from "@/lib/contracts/usage";
import { failureOf } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createInstance } from "./create";
import { readCredentialHistory } from "./credential";
import { limitCalls } from "./limit-calls";
import { revealInstance } from "./reveal";
import { revealReadOnly } from "./reveal-read-only";
import { rotateUrl } from "./rotate-url";
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
