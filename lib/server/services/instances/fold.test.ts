import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { listUsers } from "../users/list";
import { searchInstances } from "./search";
import { record } from "./testing";

const LATEST = { sort: "created", direction: "descending", limit: 50 } as const;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    for (const userId of USERS) await record(stage, { userId, platformName: "Équipe Œuvre" });
  });
  afterAll(() => stage.close());

  const USERS = ["José Müller", "Jose\u0301 Ruiz", "rené.crêpe", "ＡＮＡ", "علی‌رضا", "50% off", "a_b"];

  it.each([
    ["jose", ["José Müller", "Jose\u0301 Ruiz"]],
    ["JOSÉ", ["José Müller", "Jose\u0301 Ruiz"]],
    ["jose\u0301", ["José Müller", "Jose\u0301 Ruiz"]],
    ["muller jo", ["José Müller"]],
    ["crepe", ["rené.crêpe"]],
    ["rene.cr\u00eape", ["rené.crêpe"]],
    ["ana", ["ＡＮＡ"]],
    ["ana\u200b", ["ＡＮＡ"]],
    ["علیرضا", ["علی‌رضا"]],
    ["50％", ["50% off"]],
    ["a＿b", ["a_b"]],
    ["jo_e", []],
  ])("a search for %j finds %j, whatever their case, accents and width, by anybody", async (q, found) => {
    for (const role of ["viewer", "operator"] as const) {
      const { instances } = await searchInstances(stage.as(role), { ...LATEST, q });
      expect(instances.map(({ userId }) => userId).sort()).toEqual([...found].sort());
    }
    const { users } = await listUsers(stage.as("viewer"), { q, limit: 50 });
    expect(users.map(({ userId }) => userId).sort()).toEqual([...found].sort());
  });

  it("keeps every id as it came", async () => {
    const rows = await stage.db.select({ userId: instance.userId }).from(instance);
    expect(rows.map(({ userId }) => userId).sort()).toEqual([...USERS].sort());
  });
});
