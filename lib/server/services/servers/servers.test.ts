import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMAGE_LIMIT } from "@/lib/contracts/image";
import { createServerFormSchema } from "@/lib/contracts/server";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { engineServer } from "../../db/schema/engine-target";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { deleteInstance } from "../instances/delete";
import { getInstance } from "../instances/get";
import { suggest } from "../instances/suggest";
import { readTarget, readTargets } from "../targets/read";
import { resetTarget, updateTarget } from "../targets/update";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { createServer } from "./create";
import { deleteServer } from "./delete";
import { readIcon } from "./read-icon";
import { updateServer } from "./update";

const PNG = Buffer.from("89504e470d0a1a0a0000", "hex");
const CANARY = "a-canary-secret";
const OWN = { category: "Support", url: "https://mcp.acme.example/mcp", registration: "key" } as const;
const named = (name = `Acme ${randomUUID()}`) => serverNameSchema.parse(name);

describe("a form is refused", () => {
  it.each<[string, object, string]>([
    ["without a name", { ...OWN, name: "" }, "name"],
    ["with a name that cannot be seen", { ...OWN, name: "\u200b" }, "name"],
    ["without an address", { ...OWN, name: "Acme", url: undefined }, "url"],
    ["with an address that is a script", { ...OWN, name: "Acme", url: "javascript:alert(1)" }, "url"],
    ["with a category that nobody knows", { ...OWN, name: "Acme", category: "<b>" }, "category"],
    [
      "with an icon that is no base64",
      { ...OWN, name: "Acme", icon: "https://acme.example/icon.png" },
      "icon",
    ],
    ["with an icon that is too long", { ...OWN, name: "Acme", icon: "A".repeat(IMAGE_LIMIT * 2) }, "icon"],
    ["with an app that has no client id", { ...OWN, name: "Acme", registration: "own-app" }, "clientId"],
  ])("%s", (_, form, field) => {
    expect(createServerFormSchema.safeParse(form).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe.each(TEST_DATABASES)("a server of one's own, in %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  it.each(["viewer", "operator"] as const)("is not for a %s to add, change or delete", async (role) => {
    const [who, name] = [stage.as(role), named()];
    for (const attempt of [
      createServer(who, { name, ...OWN }),
      updateServer(who, { name, ...OWN }),
      deleteServer(who, { name }),
    ]) {
      expect((await failureOf(attempt)).code).toBe("forbidden");
    }
    expect(await stage.db.select().from(engineServer)).toEqual([]);
  });

  it("has a name that no other has, however it is spelt", async () => {
    const admin = stage.as("administrator");
    await createServer(admin, { name: named("Two Words"), ...OWN });
    for (const name of ["github", "GOOGLE_calendar", "two-words", " TWO  words"]) {
      const failure = await failureOf(createServer(admin, { name: named(name), ...OWN }));
      expect(failure).toMatchObject({ code: "invalid", fields: { name: [expect.any(String)] } });
    }
  });

  it("that is not there has no target, is not created from, changed or deleted", async () => {
    const [admin, name] = [stage.as("administrator"), named()];
    expect((await failureOf(readTarget(admin, { server: name }))).code).toBe("not-found");
    expect((await failureOf(updateTarget(admin, { server: name, kind: "sandbox" }))).code).toBe("not-found");
    expect((await failureOf(updateServer(admin, { name, ...OWN }))).code).toBe("not-found");
    expect((await failureOf(deleteServer(admin, { name }))).code).toBe("not-found");
    const created = createInstance(stage.as("operator"), instanceRequest({ serverName: name }));
    expect(await failureOf(created)).toMatchObject({
      code: "invalid",
      fields: { serverName: [expect.any(String)] },
    });
  });

  it("is offered, listed, created from in any spelling, and connected as it asks", async () => {
    const [admin, operator, name] = [stage.as("administrator"), stage.as("operator"), named()];
    const made = await createServer(admin, { name, ...OWN, headers: { "X-Secret": CANARY } });
    expect(made).toMatchObject({ state: "remote", own: { category: "Support" }, registration: "key" });
    expect(JSON.stringify(made)).not.toContain(CANARY);
    expect(JSON.stringify(await stage.auditOf(name))).not.toContain(CANARY);
    expect((await suggest(operator)).ownServers).toContainEqual({ name, category: "Support", auth: "key" });
    expect((await readTargets(admin)).targets.map(({ serverName }) => serverName)).toContain(name);

    const spelt = named(name.toUpperCase().replaceAll(" ", "_"));
    const { instance } = await createInstance(operator, instanceRequest({ serverName: spelt }));
    expect(instance).toMatchObject({ serverName: name, signIn: "key", status: "waiting" });
    await updateServer(admin, { name, ...OWN, registration: "none" });
    expect((await getInstance(operator, instance)).signIn).toBe("none");
    await updateServer(admin, { name, ...OWN, registration: "automatic" });
    expect((await getInstance(operator, instance)).signIn).toBe("oauth");
  });

  it("leads to its own address: no sandbox stands in, and nothing is gone back to", async () => {
    const [admin, name] = [stage.as("administrator"), named()];
    await createServer(admin, { name, ...OWN });
    expect((await failureOf(updateTarget(admin, { server: name, kind: "sandbox" }))).code).toBe("invalid");
    expect((await failureOf(resetTarget(admin, { server: name }))).code).toBe("invalid");
  });

  it.each([
    ["an SVG, which may hold a script", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["an SVG with white space before it", '\n <?xml version="1.0"?><svg><script>alert(1)</script></svg>'],
    ["a GIF", "GIF89a"],
    ["nothing", ""],
    ["too large, though its beginning is right", `${PNG.toString("latin1")}${"x".repeat(IMAGE_LIMIT)}`],
  ])("takes no icon that is %s, and nothing is made or changed", async (_what, content) => {
    const [admin, name] = [stage.as("administrator"), named()];
    const icon = Buffer.from(content, "latin1").toString("base64");
    const refused = { code: "invalid", fields: { icon: [expect.stringContaining("PNG, JPEG or WebP")] } };
    expect(await failureOf(createServer(admin, { name, ...OWN, icon }))).toMatchObject(refused);
    expect((await failureOf(readTarget(admin, { server: name }))).code).toBe("not-found");
    await createServer(admin, { name, ...OWN });
    expect(await failureOf(updateServer(admin, { name, ...OWN, category: "Other", icon }))).toMatchObject(
      refused,
    );
    expect((await readTarget(admin, { server: name })).target.own).toEqual({
      category: "Support",
      hasIcon: false,
    });
  });

  it("has an icon for everybody who knows its name, until that is taken away or it is deleted", async () => {
    const [admin, name] = [stage.as("administrator"), named()];
    const icon = PNG.toString("base64");
    const shown = () => readIcon(stage.visitor(), { name });
    const bytes = expect.toSatisfy((found: Uint8Array) => PNG.equals(found));
    expect(await shown()).toBeUndefined();
    expect((await createServer(admin, { name, ...OWN, icon })).own).toMatchObject({ hasIcon: true });
    expect(await shown()).toEqual({ type: "image/png", bytes });
    await updateServer(admin, { name, ...OWN, category: "Other" });
    expect(await shown()).toEqual({ type: "image/png", bytes });
    expect((await updateServer(admin, { name, ...OWN, icon: null })).own).toMatchObject({ hasIcon: false });
    expect(await shown()).toBeUndefined();
    await updateServer(admin, { name, ...OWN, icon });
    await deleteServer(admin, { name });
    expect(await shown()).toBeUndefined();
    const told = (await stage.auditOf(name)).map(({ details }) => details);
    expect(told.map((details) => (details as { icon?: string }).icon)).toEqual([
      "changed",
      "kept",
      "removed",
      "changed",
      undefined,
    ]);
    expect(JSON.stringify(told)).not.toContain(icon);
  });

  it("is deleted once it has no instance, and each step is audited", async () => {
    const [admin, operator, name] = [stage.as("administrator"), stage.as("operator"), named()];
    await createServer(admin, { name, ...OWN });
    await updateServer(admin, { name, ...OWN, category: "Other" });
    const { instance } = await createInstance(operator, instanceRequest({ serverName: name }));
    expect(await failureOf(deleteServer(admin, { name }))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("1 instance"),
    });
    await deleteInstance(operator, instance);
    await deleteServer(admin, { name });
    expect((await failureOf(readTarget(admin, { server: name }))).code).toBe("not-found");
    expect((await stage.auditOf(name)).map(({ action }) => action)).toEqual([
      "server.create",
      "server.update",
      "server.delete",
    ]);
  });
});
