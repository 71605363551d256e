import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvent } from "../../db/schema/audit";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { callTool } from "../tools/call";
import { listSuspensions } from "./list";
import { suspendEverything, suspendServer, suspendUser } from "./suspend";

describe.each(TEST_DATABASES)("suspending, in %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const create = async () =>
    (await createInstance(stage.as("operator"), instanceRequest({ serverName: "Markdown2doc" }))).instance;
  const call = (id: string) =>
    callTool(stage.as("operator"), {
      id,
      name: "markdown_to_html",
      arguments: { markdown: "# Hello", title: "Hello" },
    });

  it("is for whose role it is, where calls pass through here, and of servers that there are", async () => {
    const before = await stage.db.$count(auditEvent);
    const everything = { isSuspended: true };
    const user = { userId: "ada", isSuspended: true };
    const server = { name: "Markdown2doc", isSuspended: true } as const;
    expect((await failureOf(suspendUser(stage.as("viewer"), user))).code).toBe("forbidden");
    for (const role of ["viewer", "operator"] as const) {
      expect((await failureOf(suspendServer(stage.as(role), server))).code).toBe("forbidden");
      expect((await failureOf(suspendEverything(stage.as(role), everything))).code).toBe("forbidden");
    }
    const cloud = stage.as("administrator", upstreamAt("https://api.example.com"));
    expect((await failureOf(suspendUser(cloud, user))).code).toBe("not-found");
    expect((await failureOf(suspendEverything(cloud, everything))).code).toBe("not-found");
    expect(await listSuspensions(cloud)).toEqual({ suspensions: [] });
    const unknown = { ...server, name: "Nobody's" as typeof server.name };
    expect((await failureOf(suspendServer(stage.as("administrator"), unknown))).code).toBe("not-found");
    expect(await stage.db.$count(auditEvent)).toBe(before);
    expect(await listSuspensions(stage.as("viewer"))).toEqual({ suspensions: [] });
  });

  it("refuses calls by name until it is lifted, is told, and is recorded", async () => {
    const { id, userId } = await create();
    const administrator = stage.as("administrator");
    const ways = [
      [
        (isSuspended: boolean) => suspendUser(administrator, { userId, isSuspended }),
        /Every instance of/,
        userId,
      ],
      [
        (isSuspended: boolean) => suspendServer(administrator, { name: "Markdown2doc", isSuspended }),
        /Markdown2doc is suspended/,
        "Markdown2doc",
      ],
      [(isSuspended: boolean) => suspendEverything(administrator, { isSuspended }), /Everything is/, ""],
    ] as const;
    for (const [suspend, why, name] of ways) {
      const { suspensions } = await suspend(true);
      expect(suspensions).toMatchObject([{ name }]);
      expect(await listSuspensions(stage.as("viewer"))).toEqual({ suspensions });
      await expect(call(id)).rejects.toThrow(why);
      expect((await suspend(false)).suspensions).toEqual([]);
      await call(id);
    }
    for (const subject of [userId, "Markdown2doc", "organisation"]) {
      expect((await stage.auditOf(subject)).map(({ details }) => details)).toEqual([
        { isSuspended: true },
        { isSuspended: false },
      ]);
    }
  });
});
