import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { signedReceiptSchema } from "@/lib/contracts/job";
import { verifyReceipt } from "../../audit/receipt";
import { runJobNow } from "../../background/testing";
import { auditKey } from "../../db/schema/audit";
import { engineInstance } from "../../db/schema/engine";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { TEST_DATABASES } from "../../db/testing";
import { storeCredential } from "../../engine/store/credentials";
import { answerJson, startServer, type TestServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { deauthorizeInstance } from "../instances/deauthorize";
import { record } from "../instances/testing";
import { addMember, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { offboardUser } from "../users/offboard";
import { exportReceipt } from "./export";
import { keepCredential } from "./items";
import { readReceipt } from "./read";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let provider: TestServer;
  beforeAll(async () => {
    provider = await startServer((response, __, { path }) =>
      answerJson(response, path === "/revoke" ? 200 : 503, {}),
    );
    stage = await openTestConsole(open, { allowHosts: [new URL(provider.url).host] });
    await addMember(stage, "operator");
  });
  afterEach(async () => {
    for (const table of [instance, engineInstance, job]) await stage.db.delete(table);
    provider.seen.length = 0;
  });
  afterAll(async () => {
    await stage.close();
    await provider[Symbol.asyncDispose]();
  });

  /** An instance of the engine, connected by tokens of a provider that revokes at that path, where it does at all. */
  async function connected(
    revokes: string | undefined,
    life?: number,
  ): Promise<{ id: string; userId: string }> {
    const made = (await createInstance(stage.as("operator"), instanceRequest())).instance;
    const tokens = {
      access_token: "access",
      token_type: "bearer",
      refresh_token: "refresh",
      expires_in: life,
    };
    await storeCredential(
      { db: stage.db, cipher: stage.cipher },
      made.instanceId,
      { kind: "oauth", secret: tokens },
      {
        issuer: provider.url,
        tokenEndpoint: `${provider.url}/token`,
        revocationEndpoint: revokes && provider.url + revokes,
        client: { clientId: "us" },
      },
    );
    await stage.db.update(instance).set({ status: "connected" }).where(eq(instance.id, made.id));
    return made;
  }
  const offboard = async (userId: string) => {
    const { job: begun } = await offboardUser(stage.as("operator"), { userId });
    await runJobNow(stage, begun.id);
    return readReceipt(stage.as("viewer"), begun);
  };

  it.each([
    ["revoked at the provider", "/revoke", 3600, { fate: "revoked", until: null }],
    ["not revoked, and dying by itself", undefined, 3600, { fate: "lives-until", until: expect.any(String) }],
    [
      "not revoked, for as long as the provider lets it",
      undefined,
      undefined,
      { fate: "lives-on", until: null },
    ],
    ["not confirmed by the provider", "/broken", 3600, { fate: "lives-until", until: expect.any(String) }],
  ])("a credential that was %s is said to be so", async (_what, revokes, life, fate) => {
    const { userId } = await connected(revokes, life);
    const { items } = await offboard(userId);
    expect(items).toMatchObject([{ state: "done", credential: { ...fate, at: expect.any(String) } }]);
    expect(provider.seen.map(({ path }) => path)).toEqual(
      revokes === "/revoke" ? ["/revoke", "/revoke"] : revokes ? [revokes] : [],
    );
  });

  it("a key is said to be honoured at its service still", async () => {
    const { userId, instanceId } = (await createInstance(stage.as("operator"), instanceRequest())).instance;
    await stage.embedded.setKey(instanceId, "a-key");
    await stage.db.update(instance).set({ status: "connected" });
    expect((await offboard(userId)).items).toMatchObject([{ credential: { fate: "key" } }]);
  });

  it.each(["GitHub", "Hacker News"] as const)(
    "where nobody had signed in at %s, there was none",
    async (serverName) => {
      const { userId } = (await createInstance(stage.as("operator"), instanceRequest({ serverName })))
        .instance;
      expect((await offboard(userId)).items).toMatchObject([{ credential: { fate: "none" } }]);
    },
  );

  it("an upstream that keeps credentials itself does not tell", async () => {
    await using cloud = await startServer((response) =>
      answerJson(response, 200, { success: true, message: "" }),
    );
    const row = await record(stage, { upstream: "us", status: "connected" });
    const context = stage.as("operator", upstreamAt(cloud.url));
    expect((await deauthorizeInstance(context, row)).credential).toMatchObject({
      fate: "not-told",
      until: null,
    });
  });

  it("what was found out before a process was killed is not lost", async () => {
    const { userId, id } = await connected("/revoke");
    const { job: begun } = await offboardUser(stage.as("operator"), { userId });
    const { credential: fate } = await deauthorizeInstance(stage.as("operator"), { id });
    // Killed here, before it was kept: what the engine noted is found again.
    await runJobNow(stage, begun.id);
    expect((await readReceipt(stage.as("viewer"), begun)).items).toMatchObject([{ credential: fate }]);
    expect(fate.fate).toBe("revoked");
  });

  it("a turn that lost its item keeps nothing", async () => {
    const { userId } = await connected("/revoke");
    const { job: begun } = await offboardUser(stage.as("operator"), { userId });
    const turn = { id: begun.id, owner: crypto.randomUUID() };
    const [item] = await stage.db.select().from(jobItem);
    await keepCredential(stage.db, turn, item?.position ?? 0, { fate: "revoked", until: null, at: "x" });
    expect((await readReceipt(stage.as("viewer"), begun)).items).toMatchObject([{ credential: null }]);
  });

  it("as a file it proves itself, and shows every change", async () => {
    const { userId } = await connected("/revoke");
    const { job: begun } = await offboard(userId);
    const signed = await exportReceipt(stage.as("viewer"), begun);
    // As a route tells it, and as people keep it.
    const file = JSON.stringify(signedReceiptSchema.parse(signed), null, 2);
    const { keyId } = stage.signer;
    expect(verifyReceipt(file, [keyId])).toEqual({ items: 1, findings: [], keyId });
    expect(verifyReceipt(JSON.stringify(JSON.parse(file)), [keyId])?.findings).toEqual([]);
    expect(verifyReceipt(file, ["another key"])?.findings).toHaveLength(1);
    for (const [from, to] of [
      ['"revoked"', '"lives-on"'],
      [userId, "somebody-else"],
      ['"finished"', '"stopped"'],
      [signed.exportedAt, "2020-01-01T00:00:00.000Z"],
      ['"version": 1', '"version": 1, "note": "added"'],
      [signed.publicKey, `${signed.publicKey.slice(0, -2)}AA`],
    ] as const) {
      const changed = file.replace(from, to);
      expect(changed).not.toBe(file);
      expect(verifyReceipt(changed)?.findings.length, from).toBeGreaterThan(0);
    }
    const { items: _gone, ...cut } = signed;
    expect(verifyReceipt(JSON.stringify(cut))?.findings).toHaveLength(1);
    for (const other of ["", "{", "[]", "null", '{"type":"patchbay.audit-export"}']) {
      expect(verifyReceipt(other)).toBeUndefined();
    }
    expect(await stage.auditOf(begun.id, "job.export")).toHaveLength(1);
    expect(await stage.db.$count(auditKey, eq(auditKey.id, keyId))).toBe(1);
  });
});
