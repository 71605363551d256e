import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Cipher } from "../../cipher";
import type { Context, Member } from "../../context";
import { instance } from "../../db/schema/instance";
import { answerJson, failureOf, startServer, type TestServer } from "../../upstream/testing";
import { listLinks } from "../links/list";
import { linksOn } from "../links/testing";
import { readOverview } from "../overview/read";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { listUsers } from "../users/list";
import { readUser } from "../users/read";
import { createInstance } from "./create";
import { exportInstances } from "./export";
import { getInstance } from "./get";
import { revealInstance } from "./reveal";
import { countInstances, searchInstances } from "./search";
import { suggest } from "./suggest";
import { record } from "./testing";
import { updateInstance } from "./update";

const MASK = "••••••••••••";
const LATEST = { sort: "created", direction: "descending", limit: 50 } as const;

let stage: TestConsole;
let cloud: TestServer;
beforeAll(async () => {
  stage = await openTestConsole();
  cloud = await startServer((response, _, { method }) =>
    method === "POST"
      ? answerJson(response, 200, {
          instanceId: "i-1",
          serverUrl: "https://eu.mcp.example.com:8443/x/a-key?b=c",
        })
      : answerJson(response, 200, { instanceId: "i-1", isReadOnly: true, message: "done" }),
  );
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  await stage.close();
});

/** A context in which nothing can be opened; `opened` counts who tried. */
function blindfolded(context: Context<Member>): Context<Member> & { opened: () => number } {
  let tries = 0;
  const cipher: Cipher = {
    ...stage.cipher,
    decrypt() {
      tries += 1;
      throw new Error("a secret was opened to be hidden");
    },
  };
  return { ...context, cipher, opened: () => tries };
}

it("is opened by no list, export, summary or form", async () => {
  const cloudUpstream = upstreamAt(cloud.url);
  const context = blindfolded(stage.as("operator", cloudUpstream, stage.embedded));
  await createInstance(stage.as("operator", cloudUpstream), instanceRequest({ userId: "ana" }));
  const { id } = await record(stage, { userId: "ana", createdAt: new Date(0), missingSince: new Date() });
  const links = linksOn(stage);
  await links.send([await getInstance(stage.as("operator"), { id })]);

  const { instances } = await searchInstances(context, LATEST);
  expect(instances.map(({ maskedUrl }) => maskedUrl)).toEqual([
    `https://eu.mcp.example.com:8443/${MASK}`,
    `${stage.as("operator").appUrl}/${MASK}`,
  ]);
  for await (const line of await exportInstances(context, {})) expect(line).not.toContain("a-key");
  const answers = [
    await readOverview(context),
    await countInstances(context, {}),
    await getInstance(context, { id }),
    await suggest(context),
    await listUsers(context, { limit: 10 }),
    await readUser(context, { userId: "ana" }),
    await listLinks(context, {}),
    await updateInstance(context, { id: instances[0]?.id ?? "", isReadOnly: true }),
    await createInstance(context, instanceRequest({ userId: "ana" })),
  ];
  expect(JSON.stringify(answers)).not.toContain("a-key");
  expect(context.opened()).toBe(0);
});

it("is in no list, whoever reads it: neither in full nor sealed", async () => {
  const { id } = await record(stage, { userId: "dora" });
  const { serverUrl } = await revealInstance(stage.as("operator"), { id });
  for (const role of ["viewer", "administrator"] as const) {
    const listed = JSON.stringify(await searchInstances(stage.as(role), { ...LATEST, userId: "dora" }));
    expect(listed).toContain(`${new URL(serverUrl).origin}/${MASK}`);
    expect(listed).not.toContain(new URL(serverUrl).pathname);
    expect(listed).not.toMatch(/serverUrl|oauthUrl|v1\./);
  }
});

it("says where it leads in rows of an older version once it was revealed, and a plain mask until then", async () => {
  const operator = stage.as("operator", upstreamAt(cloud.url));
  const { id } = await record(stage, { upstream: "us", userId: "ben", serverOrigin: null });
  const masked = async () => (await getInstance(operator, { id })).maskedUrl;
  expect(await masked()).toBe(`https://${MASK}`);
  expect(URL.canParse(await masked())).toBe(true);
  const { serverUrl } = await revealInstance(operator, { id });
  expect(await masked()).toBe(`${new URL(serverUrl).origin}/${MASK}`);
  const [row] = await stage.db.select().from(instance).where(eq(instance.id, id));
  expect(row?.serverOrigin).toBe(new URL(serverUrl).origin);
});

it("follows APP_URL where the embedded engine made it", async () => {
  const { id } = await record(stage, { userId: "cleo" });
  const moved = { ...stage.as("operator"), appUrl: "https://moved.example.com" };
  await revealInstance(moved, { id });
  expect((await getInstance(moved, { id })).maskedUrl).toBe(`https://moved.example.com/${MASK}`);
});

it("of the embedded engine follows the console's address, whatever it was when the URL was made", async () => {
  const made = await createInstance(stage.as("operator"), instanceRequest({ userId: "moved" }));
  const { id } = made.instance;
  const before = await revealInstance(stage.as("operator"), { id });
  for (const appUrl of ["https://patchbay.example.com", "http://127.0.0.1:4120", "http://localhost:3001"]) {
    const moved = { ...stage.as("operator"), appUrl };
    const { serverUrl } = await revealInstance(moved, { id });
    expect(serverUrl).toBe(before.serverUrl.replace(new URL(before.serverUrl).origin, appUrl));
    expect((await getInstance(moved, { id })).maskedUrl).toBe(`${appUrl}/${MASK}`);
  }
});

it("that does not open is said of its own row, and takes no list with it", async () => {
  const good = await record(stage, { userId: "row" });
  for (const serverUrl of [
    "",
    "v1",
    "v1.a.b",
    "v2.x.y",
    stage.cipher.encrypt("https://a.example", "elsewhere"),
  ]) {
    const { id } = await record(stage, { userId: "row", platformName: "damaged", serverUrl });
    const failure = await failureOf(revealInstance(stage.as("operator"), { id }));
    expect(failure).toMatchObject({ code: "conflict" });
    expect(failure.message).toContain("APP_SECRET");
    await stage.db.delete(instance).where(eq(instance.id, id));
    await record(stage, { userId: "row", serverUrl, platformName: `damaged ${serverUrl}` });
  }
  const { instances } = await searchInstances(stage.as("viewer"), { ...LATEST, userId: "row" });
  expect(instances.map(({ id }) => id)).toContain(good.id);
  expect(instances).toHaveLength(6);
});
