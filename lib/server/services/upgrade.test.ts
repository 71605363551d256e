import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { runJobNow } from "../background/testing";
import { OLD_CONSOLE, OLD_DATABASES, readOldRows } from "../db/testing-upgrade";
import { readHistory } from "./instances/history";
import { revealInstance } from "./instances/reveal";
import { searchInstances } from "./instances/search";
import { readReceipt } from "./jobs/read";
import { listLinks } from "./links/list";
import { readOrganisation } from "./organisation/read";
import { readOverview } from "./overview/read";
import { openTestConsole, type TestConsole } from "./testing";
import { callTool } from "./tools/call";
import { listUsers } from "./users/list";
import { readUser } from "./users/read";

const everything = searchInstancesQuerySchema.parse({});

describe.each(OLD_DATABASES)("a console of version 0.1.0 in %s, after the upgrade", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open, OLD_CONSOLE);
  });
  afterAll(() => stage.close());

  const instanceOf = async (serverName: string) => {
    const { instances } = await searchInstances(stage.as("operator"), everything);
    const found = instances.find((one) => one.serverName === serverName);
    if (!found) throw new Error(`${serverName} is not listed`);
    return found;
  };

  it("lists every instance with its state, its owner and where its URL leads", async () => {
    const { instance: rows = [] } = await readOldRows();
    const { instances, next } = await searchInstances(stage.as("viewer"), everything);
    expect(next).toBeNull();
    expect(instances.map(({ id, userId, status }) => ({ id, userId, status }))).toEqual(
      expect.arrayContaining(rows.map((row) => ({ id: row.id, userId: row.user_id, status: row.status }))),
    );
    expect(instances).toHaveLength(rows.length);
    for (const { upstream, maskedUrl } of instances) {
      if (upstream === "embedded") expect(maskedUrl).toContain(OLD_CONSOLE.appUrl);
    }
  });

  it("opens the server URLs that were given out, and what was written by them is there", async () => {
    const { id, instanceId } = await instanceOf("GitHub");
    const { serverUrl } = await revealInstance(stage.as("operator"), { id });
    expect(serverUrl).toContain(`${OLD_CONSOLE.appUrl}/engine/mcp/${instanceId}/`);
    const answer = await callTool(stage.as("operator"), { id, name: "github_list_issues", arguments: {} });
    expect(answer.isError).toBe(false);
    expect(JSON.stringify(answer.content)).toContain("From before");
  });

  it("opens a URL of Klavis Cloud", async () => {
    const { instances } = await searchInstances(stage.as("operator"), everything);
    const cloud = instances.find(({ upstream }) => upstream === "us");
    const { serverUrl } = await revealInstance(stage.as("operator"), { id: cloud?.id ?? "" });
    expect(serverUrl).toBe("https://mcp.klavis.example/mcp/?instance_id=cloud-1");
  });

  it("tells what was done, by whom", async () => {
    const { audit_event: rows = [] } = await readOldRows();
    const { id } = await instanceOf("GitHub");
    const { events } = await readHistory(stage.as("operator"), { id });
    const before = rows.filter((row) => row.subject_id === id).map((row) => row.id);
    expect(before.length).toBeGreaterThan(3);
    expect(events.map((event) => event.id)).toEqual(expect.arrayContaining(before));
    for (const event of events.filter((one) => before.includes(one.id))) expect(event.actor).not.toBe("");
  });

  it("shows the users, links, works, figures and whose console it is", async () => {
    const viewer = stage.as("viewer");
    const { users } = await listUsers(viewer, { limit: 50 });
    expect(users.map(({ userId }) => userId)).toEqual(["José Müller", "ana@example.com"].sort());
    expect((await readUser(viewer, { userId: "José Müller" })).instances).toHaveLength(3);
    const { links } = await listLinks(viewer, {});
    expect(links.map(({ person, state }) => [person, state])).toEqual(
      expect.arrayContaining([
        ["Ana", "revoked"],
        ["José", expect.stringMatching(/opened/)],
      ]),
    );
    expect(await readOrganisation(viewer)).toMatchObject({ name: "Example Works" });
    expect(JSON.stringify(await readOverview(viewer))).toContain('"connected"');
  });

  it("keeps the receipts, and goes on with the work that was under way", async () => {
    const { job: jobs = [], job_item: items = [] } = await readOldRows();
    for (const { id, total } of jobs) {
      const receipt = await readReceipt(stage.as("viewer"), { id: String(id) });
      expect(receipt.items).toHaveLength(Number(total));
    }
    const running = String(jobs.find(({ state }) => state === "running")?.id);
    expect(items.filter((item) => item.job_id === running).length).toBeGreaterThan(0);
    const { job: finished } = await runJobNow(stage, running);
    expect(finished).toMatchObject({ state: "finished", failed: 0 });
  });
});
