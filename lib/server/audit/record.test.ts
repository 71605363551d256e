import { readdir } from "node:fs/promises";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIONS, type Action, ruleOf } from "@/lib/contracts/action";
import * as apiKeyTables from "../db/schema/api-key";
import { auditEvent } from "../db/schema/audit";
import * as authTables from "../db/schema/auth";
import * as bundleTables from "../db/schema/bundle";
import * as connectTables from "../db/schema/instance";
import * as jobTables from "../db/schema/job";
import * as linkTables from "../db/schema/link";
import * as noticeTables from "../db/schema/notice";
import * as organisationTables from "../db/schema/organisation";
import * as savedViewTables from "../db/schema/saved-view";
import * as webhookTables from "../db/schema/webhook";
import { TEST_DATABASES } from "../db/testing";
import { openTestConsole, type TestConsole } from "../services/testing";
import { changesOn } from "./testing";

const RECORD = {
  ...apiKeyTables,
  ...authTables,
  ...bundleTables,
  ...connectTables,
  ...jobTables,
  ...linkTables,
  ...noticeTables,
  ...organisationTables,
  ...savedViewTables,
  ...webhookTables,
};

/** All that leaves no event. What changes something does not belong here, but for a tally and for work that has its own. */
const SILENT: Action[] = [
  "account.read",
  "account.read-notices",
  "activity.list",
  "api-key.list",
  "bundle.list",
  "console.check",
  "engine.read",
  "instance.list",
  "instance.list-tools",
  "instance.preview",
  "instance.read",
  "instance.read-history",
  "instance.read-usage",
  "job.list",
  "job.read",
  "job.work",
  "link.count-opening",
  "link.list",
  "link.open",
  "member.list",
  "organisation.read",
  "overview.read",
  "passkey.begin",
  "passkey.begin-sign-in",
  "scim.read",
  "sign-in.list-ways",
  "sign-in.read",
  "single-sign-on.begin",
  "suspension.list",
  "system.check",
  "target.list",
  "target.read",
  "tool-change.list",
  "user.list",
  "user.list-upstream",
  "user.read",
  "view.list",
  "webhook.list",
  "webhook.read",
];

/** Every service that leaves an event, by its file and its name, with the event's name. */
async function findChanges(): Promise<Map<string, string>> {
  const folder = path.resolve(import.meta.dirname, "../services");
  const found = new Map<string, string>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith(".ts") || /(\.test|testing)\.ts$/.test(file)) continue;
    const exported: Record<string, unknown> = await import(path.join(folder, file));
    for (const [name, service] of Object.entries(exported)) {
      if (typeof service !== "function" || !("action" in service)) continue;
      const { audited } = ruleOf(service.action as Action);
      const event = audited === true ? String(service.action) : audited;
      if (event) found.set(`${file.replace(/\.ts$/, "")} ${name}`, event);
    }
  }
  return found;
}

const changes = await findChanges();

it("only what is written down here leaves no event", () => {
  const silent = Object.keys(ACTIONS).filter((action) => !ruleOf(action as Action).audited);
  expect(silent.sort()).toEqual(SILENT);
});

describe.each(TEST_DATABASES)("on %s, no change is made that cannot be audited", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const tables = (but?: string) => Object.entries(RECORD).filter(([name]) => name !== but);
  // That an upstream was asked stays noted until its answer is in the record: it is how what is amiss is settled later.
  const everything = (but?: string) =>
    Promise.all(
      tables(but).map(async ([, table]) =>
        (await stage.db.select().from(table)).map((row) => ({ ...row, accessAskedAt: null })),
      ),
    );
  const eventsOf = (action: string) => stage.db.$count(auditEvent, eq(auditEvent.action, action));

  it("each service that leaves an event is tried here", () => {
    expect(Object.keys(changesOn(stage)).sort()).toEqual([...changes.keys()].sort());
  });

  it.each([...changes])("%s, as %s", async (name, event) => {
    const { change, again = change, leaves } = (await changesOn(stage)[name]?.()) ?? {};
    if (!change || !again) throw new Error("nobody knows how to bring it about");
    const [before, events] = [await everything(leaves), await eventsOf(event)];
    await stage.db.execute(sql`alter table audit_event rename to audit_event_away`);
    try {
      await expect(change()).rejects.toThrow();
    } finally {
      await stage.db.execute(sql`alter table audit_event_away rename to audit_event`);
    }
    expect(await everything(leaves)).toEqual(before);
    // It was for the want of the event alone that it failed.
    await again();
    expect(await eventsOf(event)).toBeGreaterThan(events);
  });
});
