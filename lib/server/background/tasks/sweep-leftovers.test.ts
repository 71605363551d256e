import { randomUUID } from "node:crypto";
import { like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LINK_HOURS } from "@/lib/contracts/link";
import { session, user } from "../../db/schema/auth";
import { connectAttempt } from "../../db/schema/connect";
import { engineInstance } from "../../db/schema/engine";
import { engineAuthorization } from "../../db/schema/engine-credential";
import { connectLink, connectLinkVisit } from "../../db/schema/link";
import { notice } from "../../db/schema/notice";
import { rateLimit } from "../../db/schema/rate-limit";
import { sandboxCode } from "../../db/schema/sandbox";
import { webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { TEST_DATABASES } from "../../db/testing";
import { linksOn } from "../../services/links/testing";
import { addMember, openTestConsole, type TestConsole } from "../../services/testing";
import { sweepLeftovers } from "./sweep-leftovers";

const HOUR = 60 * 60 * 1000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

describe.each(TEST_DATABASES)("on %s, the sweep", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await addMember(stage, "operator");
  });
  afterAll(() => stage.close());
  const sweep = () => sweepLeftovers(stage.db, new Date(), () => true);

  /** Of each kind, one whose time is over and one whose is not. */
  async function leave(times: number) {
    const { db } = stage;
    const [made] = await linksOn(stage).create("GitHub");
    if (!made) throw new Error("no instance");
    const [engine] = await db.select().from(engineInstance);
    const [member] = await db.select().from(user);
    const [endpoint] = await db
      .insert(webhookEndpoint)
      .values({ url: "https://r.example/", events: [], secret: "x", createdBy: "x", createdByName: "x" })
      .returning();
    for (const [old, at] of [
      [true, ago(1)],
      [false, ago(-1)],
    ] as const) {
      const many = Array.from({ length: old ? times : 1 }, () => randomUUID());
      await db.insert(engineAuthorization).values(
        many.map((stateHash) => ({
          stateHash,
          instanceId: engine?.id ?? "",
          codeVerifier: "x",
          expiresAt: at,
        })),
      );
      const grant = { clientId: "x", redirectUri: "x", scope: "x", codeChallenge: "x" };
      // One is of an older version, which said only when its code expires.
      const rows = many.map((codeHash, index) => ({
        ...grant,
        codeHash,
        expiresAt: old && index > 0 ? ago(-1) : at,
        keptUntil: old && index > 0 ? at : null,
      }));
      await db.insert(sandboxCode).values(rows);
      await db.insert(rateLimit).values(many.map((key) => ({ key, points: 1, expire: at })));
      const sessions = many.map((id) => ({ id, token: id, userId: member?.id ?? "", expiresAt: at }));
      await db.insert(session).values(sessions);
      const long = LINK_HOURS.most + 25;
      const ended = { instanceId: made.id, holder: "x", window: "popup" as const, wasAuthenticated: false };
      await db.insert(connectAttempt).values(
        many.map((nonceHash, index) => ({
          ...ended,
          nonceHash,
          // Of one, nobody has looked how it ended.
          state: index === 0 && old ? ("waiting" as const) : ("failed" as const),
          createdAt: old ? ago(long) : ago(long - 48),
          expiresAt: old ? ago(long) : at,
        })),
      );
      const id = randomUUID();
      const link = { id, tokenHash: id, person: "Ana", userId: "ana", createdBy: "x", createdByName: "x" };
      await db.insert(connectLink).values({ ...link, expiresAt: old ? ago(25) : ago(23) });
      await db
        .insert(connectLinkVisit)
        .values(many.slice(0, 20).map((visitorHash) => ({ linkId: id, visitorHash })));
      const sent = { endpointId: endpoint?.id ?? "", type: "job.stopped", payload: "{}" };
      const createdAt = ago(old ? 31 * 24 : 29 * 24);
      await db.insert(webhookDelivery).values(many.map((messageId) => ({ ...sent, messageId, createdAt })));
      const told = { memberId: member?.id ?? "", channel: "mail", line: "x", nextAt: createdAt } as const;
      await db.insert(notice).values(many.map((messageId) => ({ ...told, messageId, createdAt })));
    }
  }
  const TABLES = [
    engineAuthorization,
    sandboxCode,
    rateLimit,
    session,
    connectAttempt,
    connectLinkVisit,
    webhookDelivery,
    notice,
  ];
  async function counts() {
    // The engine's own, of the calls that made the instances.
    await stage.db.delete(rateLimit).where(like(rateLimit.key, "engine-%"));
    return Promise.all(TABLES.map((table) => stage.db.$count(table)));
  }

  it("takes all that is over, however much there is, and leaves the rest", async () => {
    await leave(2_500);
    expect(await sweep()).toEqual({
      authorizations: 2_500,
      sandboxCodes: 2_500,
      attempts: 2_500,
      counts: 2_500,
      sessions: 2_500,
      visits: 20,
      webhookDeliveries: 2_500,
      notices: 2_500,
    });
    expect(await counts()).toEqual(TABLES.map(() => 1));
    expect(await sweep()).toEqual({});
  });

  it("stops where its time is over, and goes on the next time", async () => {
    await leave(2_500);
    let steps = 0;
    await sweepLeftovers(stage.db, new Date(), () => steps++ < 1);
    expect(await stage.db.$count(engineAuthorization)).toBe(2 + 1_500);
    await sweep();
    expect(await counts()).toEqual(TABLES.map(() => 2));
  });
});
