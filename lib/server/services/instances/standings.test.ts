import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { INSTANCE_STANDINGS, standingFilter } from "@/lib/contracts/terms/status";
import { TEST_DATABASES } from "../../db/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { listUsers } from "../users/list";
import { countStandings, searchInstances } from "./search";
import { record } from "./testing";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    const mine = { userId: "ana" };
    await record(stage, { ...mine, serverName: "GitHub", status: "connected" });
    await record(stage, { ...mine, serverName: "Slack", status: "unknown" });
    await record(stage, { ...mine, serverName: "Gmail", status: "unknown", missingSince: new Date() });
    await record(stage, { userId: "bo", status: "waiting" });
  });
  afterAll(() => stage.close());

  it("each part of the list has as many as its count says, whatever the filter says of status", async () => {
    const viewer = stage.as("viewer");
    const { counts } = await countStandings(viewer, { status: ["revoked"], presence: "gone" });
    expect(counts).toMatchObject({ all: 4, connected: 1, unknown: 1, waiting: 1, gone: 1, revoked: 0 });
    for (const standing of INSTANCE_STANDINGS) {
      const asked = searchInstancesQuerySchema.parse(standingFilter(standing));
      expect((await searchInstances(viewer, asked)).instances).toHaveLength(counts[standing]);
    }
    expect((await countStandings(viewer, { userId: "ana" })).counts).toMatchObject({ all: 3, waiting: 0 });
  });

  it("what is gone has that name in a user's counts too", async () => {
    const { users } = await listUsers(stage.as("viewer"), { limit: 10 });
    expect(users[0]?.byStatus).toEqual({ connected: 1, unknown: 1, gone: 1 });
  });
});
