import { randomUUID } from "node:crypto";
import { eq, getTableName, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCipher } from "../cipher";
import { encryptedColumns } from "../db/encrypted";
import { schema } from "../db/schema";
import { auditEvent } from "../db/schema/audit";
import { combinedUrl } from "../db/schema/combined-url";
import { engineInstance } from "../db/schema/engine";
import { engineCredential } from "../db/schema/engine-credential";
import { instance } from "../db/schema/instance";
import { singleSignOn } from "../db/schema/organisation";
import { TEST_DATABASES } from "../db/testing";
import { storeAuthorization } from "../engine/store/authorizations";
import { keepClient } from "../engine/store/clients";
import { leaseCredential, releaseCredential, storeCredential } from "../engine/store/credentials";
import { addPart, relayRequest } from "../engine/store/gateway-sessions";
import { writeTarget } from "../engine/store/targets";
import { storeWhiteLabel } from "../engine/store/white-labels";
import { connectUrl, doorOf, opensConnectPage, serverUrl } from "../engine/urls";
import { sealedAs } from "../services/combined-urls/find";
import { createInstance } from "../services/instances/create";
import { revealInstance } from "../services/instances/reveal";
import { record } from "../services/instances/testing";
import { updateNotices } from "../services/notices/update";
import { secondFactorsOn } from "../services/second-factor/testing";
import { CLIENT_SECRET } from "../services/single-sign-on/provider";
import { addMember, instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { createWebhook } from "../services/webhooks/create";
import { rotateWebhookSecret } from "../services/webhooks/rotate-secret";
import { openCipher } from "./kept-keys";
import { rotateSecret } from "./rotate-secret";
import { SEALED_COLUMNS } from "./sealed-columns";
import { checkSecret } from "./secret-check";

const OLD = "the secret of before, of more than 32 bytes";
const NEW = "the secret from now on, of more than 32 bytes";
const ENV = { appSecret: "set", dataDir: "/srv/data" };
const APP_URL = "https://console.example.com";
const BOTH = { current: NEW, previous: OLD };

it("every encrypted column of the schema is renewed", () => {
  const names = encryptedColumns(schema).map(({ table, column }) => `${table}.${column.name}`);
  const renewed = SEALED_COLUMNS.map(({ table, column }) => `${getTableName(table)}.${column.name}`);
  expect([...renewed, "secret_check.value"].sort()).toEqual(names.sort());
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let instanceId: string;
  beforeEach(async () => {
    stage = await openTestConsole(open, { secret: OLD });
    await start(OLD);
    instanceId = await fill(stage);
  });
  afterEach(() => stage.close());

  /** What a start does with these secrets. */
  const start = async (current: string, previous?: string) => {
    const secrets = { current, previous };
    return openCipher(stage.db, secrets, await checkSecret(stage.db, secrets, ENV));
  };
  const rotate = (more: { pause?: number } = {}) =>
    rotateSecret(stage.db, { ...BOTH, dataDir: ENV.dataDir, pause: 1, ...more });

  /** The sealed values of each column, and how many of them a secret opens. */
  const openedBy = async (secret: string) => {
    const cipher = createCipher(secret);
    const told: Record<string, string> = {};
    for (const { table, column, field, nameOf } of SEALED_COLUMNS) {
      const rows: Record<string, unknown>[] = await stage.db.select().from(table);
      const values = rows.filter((row) => row[field]);
      const open = values.filter((row) => {
        try {
          return cipher.decrypt(String(row[field]), nameOf(row));
        } catch {
          return false;
        }
      });
      told[`${getTableName(table)}.${column.name}`] = `${open.length} of ${values.length}`;
    }
    return told;
  };

  it("what is sealed stands in encrypted columns alone", async () => {
    const marked = new Set(encryptedColumns(schema).map(({ table, column }) => `${table}.${column.name}`));
    for (const table of Object.values(schema)) {
      const rows: Record<string, unknown>[] = await stage.db.select().from(table);
      for (const row of rows) {
        for (const [name, value] of Object.entries(row)) {
          if (typeof value !== "string" || !/^v1\.[\w-]{16}\.[\w-]{22,}$/.test(value)) continue;
          expect([...marked]).toContain(`${getTableName(table)}.${name}`);
        }
      }
    }
  });

  it("all of it opens with the new secret alone, and nothing with the old one", async () => {
    const before = await openedBy(OLD);
    for (const count of Object.values(before)) expect(count).toMatch(/^([1-9]\d*) of \1$/);
    const sealed = Object.values(before).reduce((sum, count) => sum + Number.parseInt(count, 10), 0);
    expect(await rotate()).toEqual({ renewed: sealed, lost: 0, held: 0 });
    expect(await openedBy(NEW)).toEqual(before);
    for (const count of Object.values(await openedBy(OLD))) expect(count).toMatch(/^0 of/);
    await start(NEW);
    await expect(start(OLD)).rejects.toThrow("APP_SECRET");
    const events = await stage.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, "console.rotate-secret"));
    expect(events).toMatchObject([{ actorId: "system", details: { renewed: sealed, lost: 0 } }]);
    // Once more, there is nothing to do and nothing to tell.
    expect(await rotate()).toEqual({ renewed: 0, lost: 0, held: 0 });
    expect(await stage.db.$count(auditEvent, eq(auditEvent.action, "console.rotate-secret"))).toBe(1);
  });

  it("server URLs and connect pages that were handed out are good before, meanwhile and after", async () => {
    const before = await start(OLD);
    const doors = ["instance", "read-only", "strata"] as const;
    const urls = doors.map((door) => serverUrl(APP_URL, before, instanceId, "StreamableHttp", door, 3));
    const page = connectUrl(APP_URL, before, { id: instanceId, serverName: "GitHub", signIn: null } as never);
    const good = (cipher: typeof before) => {
      const keys = urls.map((url) => url.split("/").at(-2) ?? "");
      expect(keys.map((key) => doorOf(cipher, instanceId, key)?.door)).toEqual([...doors]);
      expect(opensConnectPage(cipher, instanceId, page?.split("/").at(-1) ?? "")).toBe(true);
    };
    good(before);
    good(await start(NEW, OLD));
    await rotate();
    good(await start(NEW, OLD));
    good(await start(NEW));
    // And after one more.
    const third = "a third secret of more than thirty-two bytes";
    await rotateSecret(stage.db, { current: third, previous: NEW, dataDir: ENV.dataDir });
    good(await start(third));
  });

  it("a database that an older version wrote keeps the keys of its secret", async () => {
    await stage.db.delete(schema.keptKey);
    const url = serverUrl(APP_URL, createCipher(OLD), instanceId, "SSE").split("/").at(-2) ?? "";
    expect(doorOf(await start(NEW, OLD), instanceId, url)?.door).toBe("instance");
    await rotate();
    expect(doorOf(await start(NEW), instanceId, url)?.door).toBe("instance");
  });

  it("the console reads what either secret sealed, while they change places", async () => {
    const [made] = await stage.db.select().from(instance);
    const told = await revealInstance(stage.as("operator"), { id: made?.id ?? "" });
    const both = { ...stage.as("operator"), cipher: await start(NEW, OLD) };
    expect(await revealInstance(both, { id: made?.id ?? "" })).toEqual(told);
    const { id } = await record({ db: stage.db, cipher: both.cipher });
    const theOther = { ...stage.as("operator"), cipher: await start(OLD, NEW) };
    expect(await revealInstance(theOther, { id })).toHaveProperty("serverUrl");
    await rotate();
    expect((await openedBy(NEW))["instance.serverUrl"]).toBe("2 of 2");
  });

  it("one that was interrupted counts as not done, and goes on", async () => {
    for (let n = 0; n < 120; n += 1) await record(stage);
    await stage.db.execute(sql`alter table engine_target rename to engine_target_away`);
    await expect(rotate()).rejects.toThrow();
    await stage.db.execute(sql`alter table engine_target_away rename to engine_target`);
    await expect(start(NEW)).rejects.toThrow("APP_SECRET");
    await start(NEW, OLD);
    expect((await openedBy(NEW))["instance.serverUrl"]).toBe("121 of 121");
    expect((await rotate()).renewed).toBeGreaterThan(0);
    for (const count of Object.values(await openedBy(OLD))) expect(count).toMatch(/^0 of/);
    await start(NEW);
  });

  it("a credential that somebody renews is left alone until they are done", async () => {
    const owner = randomUUID();
    const vault = { db: stage.db, cipher: stage.cipher };
    expect(await leaseCredential(vault, instanceId, owner, 60_000)).toBeDefined();
    expect(await rotate()).toMatchObject({ held: 2 });
    await expect(start(NEW)).rejects.toThrow("APP_SECRET");
    await releaseCredential(stage.db, instanceId, owner);
    expect(await rotate()).toMatchObject({ renewed: 2, held: 0 });
    await start(NEW);
  });

  it("what neither secret opens is left as it was, and told", async () => {
    const { id } = await record(stage, { serverUrl: "v1.x.y" });
    expect(await rotate()).toMatchObject({ lost: 1, held: 0 });
    const [row] = await stage.db.select().from(instance).where(eq(instance.id, id));
    expect(row?.serverUrl).toBe("v1.x.y");
  });

  it("another database's secret changes nothing", async () => {
    const before = await openedBy(OLD);
    const stranger = "a secret of another console, 32 bytes or more";
    await expect(
      rotateSecret(stage.db, { current: NEW, previous: stranger, dataDir: ENV.dataDir }),
    ).rejects.toThrow("APP_SECRET");
    expect(await openedBy(OLD)).toEqual(before);
  });
});

/** Something in every encrypted column. Answers the id of an instance of the engine. */
async function fill(stage: TestConsole): Promise<string> {
  const vault = { db: stage.db, cipher: stage.cipher };
  await createInstance(stage.as("operator"), instanceRequest());
  const [made] = await stage.db.select().from(engineInstance);
  const id = made?.id ?? "";
  const client = { clientId: "a-client", clientSecret: "a-client-secret" };
  const secret = { access_token: "access", token_type: "bearer", refresh_token: "refresh" };
  await storeCredential(
    vault,
    id,
    { kind: "oauth", secret },
    { issuer: "https://provider.example", tokenEndpoint: "https://provider.example/token", client },
  );
  await storeAuthorization(vault, "a-state", {
    instanceId: id,
    codeVerifier: "verifier",
    redirectUrl: null,
    provider: { issuer: "https://provider.example" },
  });
  await writeTarget(vault, "Linear", {
    kind: "remote",
    url: "https://mcp.example/",
    registration: "own-app",
    clientId: "a-client",
    clientSecret: "a-client-secret",
    headers: { "x-key": "a-key" },
  } as never);
  await keepClient(
    vault,
    { issuer: "https://provider.example", redirectUri: "https://back.example" },
    client,
  );
  await storeWhiteLabel(vault, "main", {
    ...client,
    serverName: "GitHub",
    callbackUrl: null,
    accountId: null,
  });
  const administrator = stage.as("administrator");
  await secondFactorsOn(stage).begun();
  const combined = randomUUID();
  await stage.db.insert(combinedUrl).values({
    id: combined,
    upstream: "us",
    upstreamStrataId: "a-strata",
    userId: "ana",
    serverNames: ["GitHub", "Slack"],
    serverUrl: stage.cipher.encrypt("https://strata.example/a-key", sealedAs(combined)),
    createdBy: "a",
    createdByName: "A",
  });
  await stage.db.insert(singleSignOn).values({
    label: "Example",
    issuer: "https://provider.example",
    clientId: "a-client",
    clientSecret: stage.cipher.encrypt("a-client-secret", CLIENT_SECRET),
    domains: [],
    roleValues: { administrator: "", operator: "", viewer: "" },
  });
  const { webhook } = await createWebhook(administrator, {
    url: "https://receiver.example/",
    events: ["job.stopped"],
  });
  await rotateWebhookSecret(administrator, webhook);
  await addMember(stage, "viewer");
  const slackUrl = "https://hooks.example.com/a-secret";
  await updateNotices(stage.as("viewer"), { events: ["job.stopped"], byMail: false, slackUrl });
  const request = { url: "https://console.example.com/engine/mcp", method: "POST", headers: [], body: "{}" };
  const relayed = await relayRequest(vault, randomUUID(), request);
  await addPart(vault, relayed, 0, { kind: "chunk", content: "a part" });
  await addPart(vault, relayed, 1, { kind: "end" });
  expect(await stage.db.$count(engineCredential)).toBe(1);
  return id;
}
