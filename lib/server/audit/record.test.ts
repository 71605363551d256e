import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { auditEvent } from "../db/schema/audit";
import * as instanceTables from "../db/schema/instance";
import * as jobTables from "../db/schema/job";
import * as linkTables from "../db/schema/link";
import * as organisationTables from "../db/schema/organisation";
import { TEST_DATABASES } from "../db/testing";
import { createInstance } from "../services/instances/create";
import { deauthorizeInstance } from "../services/instances/deauthorize";
import { deleteInstance } from "../services/instances/delete";
import { revealInstance } from "../services/instances/reveal";
import { updateInstance } from "../services/instances/update";
import { createJob } from "../services/jobs/create";
import { stopJob } from "../services/jobs/stop";
import { confirmPerson } from "../services/links/confirm";
import { createLink } from "../services/links/create";
import { revokeLink } from "../services/links/revoke";
import { linksOn } from "../services/links/testing";
import { updateOrganisation } from "../services/organisation/update";
import { instanceRequest, openTestConsole, type TestConsole } from "../services/testing";

const RECORD = { ...instanceTables, ...jobTables, ...linkTables, ...organisationTables };

describe.each(TEST_DATABASES)("on %s, no change is made that cannot be audited", (_, open) => {
  let stage: TestConsole;
  let github: Instance;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    [github] = (await linksOn(stage).create("GitHub")) as [Instance];
  });
  afterAll(() => stage.close());

  const operator = () => stage.as("operator");
  const everything = () => Promise.all(Object.values(RECORD).map((table) => stage.db.select().from(table)));
  const sendLink = () => linksOn(stage).send([github]);
  const beginJob = () => createJob(operator(), { action: "refresh", instanceIds: [github.id] });

  /** What has to be there first, and the change itself. */
  const CHANGES: [string, () => Promise<() => Promise<unknown>>][] = [
    [
      "creating an instance",
      async () => {
        const request = instanceRequest();
        return () => createInstance(operator(), request);
      },
    ],
    ["revealing a server URL", async () => () => revealInstance(operator(), github)],
    [
      "making it read-only",
      async () => () => updateInstance(operator(), { id: github.id, isReadOnly: true }),
    ],
    ["removing an authorization", async () => () => deauthorizeInstance(operator(), github)],
    [
      "making a connect link",
      async () => () =>
        createLink(operator(), { instanceIds: [github.id], person: "Ana", expiresInHours: 1 }),
    ],
    [
      "saying that one is the person of a link",
      async () => {
        const { token } = await sendLink();
        return () => confirmPerson(linksOn(stage).browser(), { token });
      },
    ],
    [
      "revoking a link",
      async () => {
        const { link } = await sendLink();
        return () => revokeLink(operator(), link);
      },
    ],
    ["beginning a job", async () => beginJob],
    [
      "stopping a job",
      async () => {
        const { job } = await beginJob();
        return () => stopJob(operator(), job);
      },
    ],
    [
      "naming the organisation",
      async () => () => updateOrganisation(stage.as("administrator"), { name: "Acme" }),
    ],
    ["deleting an instance", async () => () => deleteInstance(operator(), github)],
  ];

  it.each(CHANGES)("%s", async (_, prepare) => {
    const change = await prepare();
    const [before, events] = [await everything(), await stage.db.$count(auditEvent)];
    await stage.db.execute(sql`alter table audit_event rename to audit_event_away`);
    try {
      await expect(change()).rejects.toThrow();
    } finally {
      await stage.db.execute(sql`alter table audit_event_away rename to audit_event`);
    }
    expect(await everything()).toEqual(before);
    // It was for the want of the event alone that it failed.
    await change();
    expect(await stage.db.$count(auditEvent)).toBeGreaterThan(events);
  });
});
