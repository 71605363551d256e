import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { targetFormSchema } from "@/lib/contracts/target";
import { engineTarget } from "../../db/schema/engine-target";
import { failureOf } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { callTool } from "../tools/call";
import { readTarget, readTargets } from "./read";
import { testTarget } from "./test";
import { resetTarget, updateTarget } from "./update";

const CANARY = "a-canary-secret";
let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

describe("a form is refused", () => {
  it.each<[string, object, string]>([
    ["without an address", { kind: "remote" }, "url"],
    ["with an address that is a script", { kind: "remote", url: "javascript:alert(1)" }, "url"],
    ["with a file", { kind: "remote", url: "file:///etc/passwd" }, "url"],
    ["with a password in its address", { kind: "remote", url: "https://a:b@mcp.example/" }, "url"],
    [
      "with an app that has no client id",
      { kind: "remote", url: "https://m.example/", registration: "own-app" },
      "clientId",
    ],
    [
      "with a header that speaks for others",
      { kind: "remote", url: "https://m.example/", headers: { Cookie: "a" } },
      "headers",
    ],
    [
      "with a header of two lines",
      { kind: "remote", url: "https://m.example/", headers: { "X-A": "a\r\nb: c" } },
      "headers",
    ],
    [
      "with a key header that has no place for the key",
      { kind: "remote", url: "https://m.example/", keyHeader: "X-Key: x" },
      "keyHeader",
    ],
    ["with a scope of two", { kind: "remote", url: "https://m.example/", scopes: ["a b"] }, "scopes"],
  ])("%s", (_, form, field) => {
    expect(targetFormSchema.safeParse(form).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("what stands behind a server", () => {
  it.each(["viewer", "operator"] as const)("is not for a %s to read, choose, reset or test", async (role) => {
    const who = stage.as(role);
    for (const attempt of [
      readTargets(who),
      readTarget(who, { server: "Linear" }),
      updateTarget(who, { server: "Linear", kind: "sandbox" }),
      resetTarget(who, { server: "Linear" }),
      testTarget(who, { server: "Linear", register: false }),
    ]) {
      expect(await failureOf(attempt)).toMatchObject({ code: "forbidden" });
    }
    expect(await stage.db.select().from(engineTarget)).toEqual([]);
  });

  it("is listed for every server, with the redirect URI to paste", async () => {
    const { targets, redirectUri } = await readTargets(stage.as("administrator"));
    expect(targets.length).toBe(96);
    expect(redirectUri).toBe("https://console.example.com/engine/oauth/callback");
    const stateOf = (name: string) => targets.find(({ serverName }) => serverName === name)?.state;
    expect(stateOf("Hacker News")).toBe("builtin");
    expect(stateOf("Linear")).toBe("sandbox");
  });

  it("is chosen, audited without a secret, kept encrypted, never read back, and reset", async () => {
    const admin = stage.as("administrator");
    const written = await updateTarget(admin, {
      server: "Linear",
      kind: "remote",
      url: `https://mcp.example/mcp?key=${CANARY}`,
      registration: "own-app",
      clientId: "ours",
      clientSecret: CANARY,
      headers: { "X-Secret": CANARY },
    });
    expect(written).toMatchObject({ state: "remote", chosen: true, clientId: "ours", hasClientSecret: true });
    expect(JSON.stringify({ ...written, url: "" })).not.toContain(CANARY);
    const [row] = await stage.db.select().from(engineTarget);
    expect(JSON.stringify({ ...row, url: "" })).not.toContain(CANARY);
    const events = await stage.auditOf("Linear");
    expect(events).toMatchObject([{ action: "target.update", subjectType: "server" }]);
    expect(JSON.stringify(events)).not.toContain(CANARY);
    expect(stage.lines.join("")).not.toContain(CANARY);
    const reset = await resetTarget(admin, { server: "Linear" });
    expect(reset).toMatchObject({ state: "sandbox", chosen: false, hasClientSecret: false });
    expect(await stage.db.select().from(engineTarget)).toEqual([]);
  });

  it("is no choice where the server is built in", async () => {
    const attempt = updateTarget(stage.as("administrator"), { server: "Fetch URL", kind: "sandbox" });
    expect(await failureOf(attempt)).toMatchObject({ code: "invalid" });
  });

  it("is told with whose connections a change of it touches, and when each was last used", async () => {
    const [operator, server] = [stage.as("operator"), "Markdown2doc"] as const;
    const request = instanceRequest({ serverName: server, userId: "ada" });
    const { id } = (await createInstance(operator, request)).instance;
    const affected = async () => (await readTarget(stage.as("administrator"), { server })).affected;
    expect(await affected()).toMatchObject({ count: 1, instances: [{ userId: "ada", lastUsedAt: null }] });
    await callTool(operator, { id, name: "markdown_to_html", arguments: { markdown: "# A", title: "A" } });
    const [used] = (await affected()).instances;
    expect(Date.now() - Date.parse(used?.lastUsedAt ?? "")).toBeLessThan(60_000);
  });
});
