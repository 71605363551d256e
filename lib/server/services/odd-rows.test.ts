import { randomUUID } from "node:crypto";
import { eq, getTableName, sql, type Table } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { activityAnswerSchema, activityQuerySchema } from "@/lib/contracts/activity";
import { listApiKeysAnswerSchema } from "@/lib/contracts/api-key";
import { listBundlesAnswerSchema } from "@/lib/contracts/bundle";
import { historyAnswerSchema } from "@/lib/contracts/history";
import { instanceAnswerSchema } from "@/lib/contracts/instance";
import { searchInstancesAnswerSchema, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { jobAnswerSchema, listJobsAnswerSchema, receiptSchema } from "@/lib/contracts/job";
import { linkFilterSchema, listLinksAnswerSchema } from "@/lib/contracts/link";
import { listMembersAnswerSchema } from "@/lib/contracts/member-list";
import { noticesAnswerSchema } from "@/lib/contracts/notice";
import { overviewSchema } from "@/lib/contracts/overview";
import { signInRulesSchema, signInWaysSchema } from "@/lib/contracts/sign-in";
import {
  listUsersAnswerSchema,
  listUsersQuerySchema,
  userAnswerSchema,
  userQuerySchema,
} from "@/lib/contracts/user";
import { listWebhooksAnswerSchema, readWebhookAnswerSchema } from "@/lib/contracts/webhook";
import { apiKey } from "../db/schema/api-key";
import { auditEvent } from "../db/schema/audit";
import { invitation, user } from "../db/schema/auth";
import { bundle } from "../db/schema/bundle";
import { combinedUrl } from "../db/schema/combined-url";
import { instance } from "../db/schema/instance";
import { job, jobItem } from "../db/schema/job";
import { connectLink, connectLinkItem } from "../db/schema/link";
import { memberNotices, notice } from "../db/schema/notice";
import { singleSignOn } from "../db/schema/organisation";
import { upstreamHour } from "../db/schema/upstream";
import { webhookDelivery, webhookEndpoint } from "../db/schema/webhook";
import { TEST_DATABASES } from "../db/testing";
import { listActivity } from "./activity/list";
import { createApiKey } from "./api-keys/create";
import { listApiKeys } from "./api-keys/list";
import { listBundles } from "./bundles/list";
import { exportInstances } from "./instances/export";
import { getInstance } from "./instances/get";
import { readHistory } from "./instances/history";
import { searchInstances } from "./instances/search";
import { record } from "./instances/testing";
import { listJobs } from "./jobs/list";
import { readJob, readReceipt } from "./jobs/read";
import { listLinks } from "./links/list";
import { listMembers } from "./members/list";
import { readNotices } from "./notices/read";
import { readOverview } from "./overview/read";
import { listSignInWays, readSignInRules } from "./sign-in/read";
import { openTestConsole, type TestConsole } from "./testing";
import { listUsers } from "./users/list";
import { readUser } from "./users/read";
import { listWebhooks } from "./webhooks/list";
import { readWebhook } from "./webhooks/read";

const USER = "ana@example.com";

/** What no version of the console has written: of a newer one, or by hand. */
const ODD_WORDS = ["paused", "", "CONNECTED", "__proto__", "constructor", "a b\n<b>", "x".repeat(5_000)];
const ODD_JSON = [
  "null",
  "[]",
  "{}",
  '"text"',
  "5",
  '{"serverName":7}',
  '[1,null,"paused"]',
  '{"status":{"to":[]}}',
];

/** Of an upstream or of a time that asked less of an id: nothing is seen of it, or nothing tells it from another's. */
const ODD_IDS = [
  " ",
  "   ",
  "\t",
  "\u00a0\u3000",
  "\u2800",
  "\u200b",
  `${USER} `,
  ` ${USER}`,
  "\u202e",
  ".",
  "%2F",
];

/** The columns that hold a word of a vocabulary, or JSON in a shape of ours. */
function columnsOf(table: PgTable): PgColumn[] {
  return getTableConfig(table).columns.filter(
    ({ enumValues, dataType, generated }) => !generated && (enumValues?.length || dataType === "json"),
  );
}

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  const id = randomUUID();
  const jobId = randomUUID();
  const webhookId = randomUUID();
  beforeAll(async () => {
    stage = await openTestConsole(open);
    const { db } = stage;
    const creator = { createdBy: "a", createdByName: "A" };
    await record(stage, { id, userId: USER });
    await record(stage, { userId: USER, platformName: "sound" });
    const [link] = await db
      .insert(connectLink)
      .values({
        tokenHash: "hash",
        person: "Ana",
        userId: USER,
        ...creator,
        expiresAt: new Date(Date.now() + 3_600_000),
      })
      .returning();
    await db.insert(connectLinkItem).values({ linkId: link?.id ?? "", position: 0, instanceId: id });
    const values = { id: jobId, action: "refresh", state: "finished", total: 1, ...creator } as const;
    await db.insert(job).values({ ...values, createdByEmail: "a@example.com" });
    const label = { serverName: "GitHub", userId: USER, platformName: "" };
    await db.insert(jobItem).values({ jobId, instanceId: id, state: "failed", label });
    const event = { actorId: "a", actorName: "A", actorKind: "member", outcome: "succeeded" } as const;
    for (const action of ["instance.observe", "instance.delete"]) {
      await db.insert(auditEvent).values({
        ...event,
        action,
        subjectType: "instance",
        subjectId: action.endsWith("delete") ? randomUUID() : id,
      });
    }
    await db.insert(user).values({ id: "m", name: "M", email: "m@example.com", role: "viewer" });
    await db.insert(bundle).values({ name: "B", serverNames: ["GitHub"], isReadOnly: false, ...creator });
    const invited = { tokenHash: "hash", email: "i@example.com", role: "viewer" } as const;
    const by = { invitedBy: "m", invitedByName: "M", expiresAt: new Date() };
    await db.insert(invitation).values({ ...invited, ...by });
    const figures = { calls: 1, failures: 1, totalTime: 1, slowest: 1 };
    await db.insert(upstreamHour).values({ upstream: "us", hour: new Date(), ...figures });
    await createApiKey(stage.as("administrator"), {
      name: "A key",
      scopes: ["read"],
      role: "operator",
      account: "main",
      expiresInDays: null,
    });
    const strata = { upstream: "embedded", upstreamStrataId: "s", userId: USER, serverUrl: "x" } as const;
    await db.insert(combinedUrl).values({ ...strata, serverNames: ["GitHub"], ...creator });
    await db.insert(singleSignOn).values({
      label: "Example",
      issuer: "https://provider.example",
      clientId: "a-client",
      domains: ["example.com"],
      roleValues: { administrator: "", operator: "", viewer: "" },
    });
    await db.insert(memberNotices).values({ memberId: "m", events: ["job.stopped"], byMail: true });
    const waiting = {
      messageId: randomUUID(),
      line: "x",
      nextAt: new Date(),
      triedAt: new Date(),
      reason: "x",
    };
    await db.insert(notice).values({ memberId: "m", channel: "mail", ...waiting });
    const sealed = { secret: "x", disabledAt: new Date(), disabledBecause: "gone" } as const;
    await db
      .insert(webhookEndpoint)
      .values({ id: webhookId, url: "https://r.example/", events: ["job.stopped"], ...sealed, ...creator });
    const sent = { messageId: randomUUID(), type: "job.stopped", payload: "{}", triedAt: new Date() };
    await db.insert(webhookDelivery).values({ endpointId: webhookId, ...sent });
  });
  afterAll(() => stage.close());

  const parsed = async (answer: Promise<unknown>, schema: z.ZodMiniType) =>
    JSON.stringify(schema.parse(await answer));
  const csv = async (lines: AsyncIterable<string>) => {
    let text = "";
    for await (const line of lines) text += line;
    return text;
  };

  /** Everything that lists or shows what these tables hold. */
  const READS: Record<string, () => Promise<string>> = {
    instances: () => {
      const query = searchInstancesQuerySchema.parse({ sort: "status", limit: 1 });
      return parsed(searchInstances(stage.as("viewer"), query), searchInstancesAnswerSchema);
    },
    "instances, further on": async () => {
      const query = searchInstancesQuerySchema.parse({ sort: "status", limit: 1 });
      const { next } = await searchInstances(stage.as("viewer"), query);
      const further = searchInstances(stage.as("viewer"), { ...query, after: next ?? undefined });
      return parsed(further, searchInstancesAnswerSchema);
    },
    "an instance": () =>
      parsed(
        getInstance(stage.as("viewer"), { id }).then((row) => ({ instance: row })),
        instanceAnswerSchema,
      ),
    "the export": async () => csv(await exportInstances(stage.as("operator"), {})),
    history: () => parsed(readHistory(stage.as("viewer"), { id }), historyAnswerSchema),
    users: () => parsed(listUsers(stage.as("viewer"), { limit: 50 }), listUsersAnswerSchema),
    "a user": () => parsed(readUser(stage.as("viewer"), { userId: USER }), userAnswerSchema),
    links: () => parsed(listLinks(stage.as("viewer"), {}), listLinksAnswerSchema),
    jobs: () => parsed(listJobs(stage.as("viewer"), { limit: 50 }), listJobsAnswerSchema),
    "a job": () => parsed(readJob(stage.as("viewer"), { id: jobId }), jobAnswerSchema),
    "a receipt": () => parsed(readReceipt(stage.as("viewer"), { id: jobId }), receiptSchema),
    activity: () =>
      parsed(listActivity(stage.as("administrator"), activityQuerySchema.parse({})), activityAnswerSchema),
    "activity, for a viewer": () =>
      parsed(listActivity(stage.as("viewer"), activityQuerySchema.parse({ q: "a" })), activityAnswerSchema),
    overview: () => parsed(readOverview(stage.as("viewer")), overviewSchema),
    members: () => parsed(listMembers(stage.as("administrator")), listMembersAnswerSchema),
    bundles: () => parsed(listBundles(stage.as("viewer")), listBundlesAnswerSchema),
    notices: () => {
      const context = stage.as("viewer");
      const asked = readNotices({ ...context, caller: { ...context.caller, id: "m" } });
      return parsed(asked, noticesAnswerSchema);
    },
    webhooks: () => parsed(listWebhooks(stage.as("administrator")), listWebhooksAnswerSchema),
    "a webhook": () =>
      parsed(readWebhook(stage.as("administrator"), { id: webhookId }), readWebhookAnswerSchema),
    "rules of signing in": () => parsed(readSignInRules(stage.as("administrator")), signInRulesSchema),
    "ways to sign in": () => parsed(listSignInWays(stage.visitor()), signInWaysSchema),
    "API keys": () => parsed(listApiKeys(stage.as("administrator")), listApiKeysAnswerSchema),
  };

  const tables: [Table, PgTable][] = [
    instance,
    connectLink,
    job,
    jobItem,
    auditEvent,
    upstreamHour,
    apiKey,
    user,
    invitation,
    bundle,
    webhookEndpoint,
    webhookDelivery,
    memberNotices,
    notice,
    singleSignOn,
    combinedUrl,
  ].map((table) => [table, table]);
  const columns = tables.flatMap(([, table]) =>
    columnsOf(table).map((column) => [getTableName(table), column.name, table, column] as const),
  );

  it.each(columns)(
    "an odd %s.%s takes no page, list or export with it",
    async (_table, _name, table, column) => {
      const odd =
        column.dataType === "json"
          ? ODD_JSON.map((json) => sql`${json}::jsonb`)
          : ODD_WORDS.map((word) => sql`${word}`);
      const undo = await stage.db.select().from(table);
      try {
        for (const value of odd) {
          await stage.db.update(table).set({ [keyOf(table, column)]: value });
          for (const [name, read] of Object.entries(READS))
            await expect(read(), name).resolves.toBeTypeOf("string");
        }
      } finally {
        for (const row of undo) await restore(table, column, row);
      }
    },
  );

  it("and is told as it stands", async () => {
    await stage.db
      .update(instance)
      .set({ status: sql`'paused'`, upstream: sql`'mars'`, connectionType: sql`'Pigeon'` })
      .where(eq(instance.id, id));
    expect(await READS.users?.()).toContain('"paused":1');
    for (const name of ["an instance", "a user"]) {
      const told = await READS[name]?.();
      for (const word of ["paused", "mars", "Pigeon"]) expect(told, name).toContain(word);
    }
    expect(await READS["the export"]?.()).toContain('"paused"');
    expect(await READS.links?.()).toContain('"paused"');
  });

  it.each(ODD_IDS)("the user %j is listed, and found by what the list says", async (userId) => {
    const viewer = stage.as("viewer");
    const made = await record(stage, { userId });
    const by = { tokenHash: randomUUID(), person: userId, createdBy: "a", createdByName: "A" };
    await stage.db.insert(connectLink).values({ ...by, userId, expiresAt: new Date() });
    const named = { userId };
    const order = { sort: "user", limit: 1 };
    for (const direction of ["ascending", "descending"]) {
      const seen: string[] = [];
      let after: string | null | undefined;
      do {
        const query = listUsersQuerySchema.parse({ ...order, direction, ...(after && { after }) });
        const page = await listUsers(viewer, query);
        seen.push(...page.users.map((one) => one.userId));
        after = page.next;
      } while (after);
      expect(seen.filter((one) => one === userId)).toHaveLength(1);
    }
    expect((await readUser(viewer, userQuerySchema.parse(named))).instances).toMatchObject([{ id: made.id }]);
    const { instances } = await searchInstances(viewer, searchInstancesQuerySchema.parse(named));
    expect(instances).toMatchObject([{ id: made.id, userId }]);
    const { links } = await listLinks(viewer, linkFilterSchema.parse(named));
    expect(links).toMatchObject([{ userId, person: userId }]);
  });

  const keyOf = (table: PgTable, column: PgColumn) =>
    Object.entries(table).find(([, value]) => value === column)?.[0] ?? "";
  async function restore(table: PgTable, column: PgColumn, row: Record<string, unknown>): Promise<void> {
    await stage.db.update(table).set({ [keyOf(table, column)]: row[keyOf(table, column)] });
  }
});
