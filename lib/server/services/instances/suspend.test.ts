import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvent } from "../../db/schema/audit";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { callTool } from "../tools/call";
import { createInstance } from "./create";
import { suspendInstance } from "./suspend";
import { readUsage } from "./usage";

describe.each(TEST_DATABASES)("in %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const create = () => createInstance(stage.as("operator"), instanceRequest({ serverName: "Markdown2doc" }));

  it("a viewer does not suspend, nor is anything suspended that is not there, and nothing is recorded", async () => {
    const { id } = (await create()).instance;
    const before = await stage.db.$count(auditEvent);
    const refused = await failureOf(suspendInstance(stage.as("viewer"), { id, isSuspended: true }));
    expect(refused.code).toBe("forbidden");
    const nobody = { id: "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11", isSuspended: true };
    expect((await failureOf(suspendInstance(stage.as("operator"), nobody))).code).toBe("not-found");
    expect((await failureOf(readUsage(stage.as("viewer"), nobody))).code).toBe("not-found");
    expect(await readUsage(stage.as("viewer"), { id })).toMatchObject({ suspended: null });
    expect(await stage.db.$count(auditEvent)).toBe(before);
  });

  it("what goes past this console is not suspended here, and its calls are not known", async () => {
    const { id } = (await create()).instance;
    const elsewhere = stage.as("operator", upstreamAt("https://api.example.com", "embedded"));
    expect((await failureOf(suspendInstance(elsewhere, { id, isSuspended: true }))).code).toBe("invalid");
    expect(await readUsage(elsewhere, { id })).toMatchObject({ isKept: false, recent: [] });
  });

  it("every call is refused until it is taken back; what was called is told, and who suspended it recorded", async () => {
    const operator = stage.as("operator");
    const { id } = (await create()).instance;
    const call = () =>
      callTool(operator, {
        id,
        name: "markdown_to_html",
        arguments: { markdown: "# Hello", title: "Hello" },
      });
    await call();
    expect(await suspendInstance(operator, { id, isSuspended: true })).toEqual({ suspended: "instance" });
    await expect(call()).rejects.toThrow(/suspended/);
    expect(await readUsage(operator, { id })).toMatchObject({
      isKept: true,
      suspended: "instance",
      total: { calls: 2, errors: 1 },
      recent: [{ outcome: "refused", rule: "suspended" }, { outcome: "ok" }],
    });
    expect(await suspendInstance(operator, { id, isSuspended: false })).toEqual({ suspended: null });
    await call();
    expect(await stage.auditOf(id, "instance.suspend")).toMatchObject([
      { outcome: "succeeded", details: { isSuspended: true }, actorId: operator.caller.id },
      { outcome: "succeeded", details: { isSuspended: false } },
    ]);
  });
});
