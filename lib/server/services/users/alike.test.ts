import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { record } from "../instances/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { listAlikeUsers } from "./alike";

const THERE = ["José Müller", "ana@example.com", "山田 太郎", "x", "ﷺ".repeat(120), "علی‌رضا", "50%", "a_b"];

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    for (const userId of THERE) await record(stage, { userId });
  });
  afterAll(() => stage.close());

  const alike = async (userId: string) => (await listAlikeUsers(stage.as("viewer"), { userId })).userIds;

  it.each([
    ["Jose\u0301 Mu\u0308ller", "José Müller"],
    ["jose muller", "José Müller"],
    ["JOSÉ  MÜLLER", "José Müller"],
    ["José\u00a0Müller", "José Müller"],
    ["Ana@Example.com", "ana@example.com"],
    [" ana@example.com ", "ana@example.com"],
    ["ａｎａ@example.com", "ana@example.com"],
    ["ana@exam\u200bple.com", "ana@example.com"],
    ["山田　太郎", "山田 太郎"],
    ["علیرضا", "علی‌رضا"],
    ["صلى الله عليه وسلم".repeat(120), "ﷺ".repeat(120)],
    ["A_B", "a_b"],
  ])("%j looks like %j", async (typed, there) => {
    expect(await alike(typed)).toEqual([there]);
  });

  it.each(["jose", "josemuller", "ana@example.org", "y", "5", "50", "axb", "", "%", "'", "\\"])(
    "%j looks like nobody",
    async (typed) => {
      expect(await alike(typed)).toEqual([]);
    },
  );

  it.each(THERE)("%j, who is there, is warned of nobody", async (userId) => {
    await record(stage, { userId: `${userId.toUpperCase()} `, platformName: crypto.randomUUID() });
    expect(await alike(userId)).toEqual([]);
  });

  it("keeps every id as it came", async () => {
    const rows = await stage.db.selectDistinct({ userId: instance.userId }).from(instance);
    expect(rows.map(({ userId }) => userId)).toEqual(expect.arrayContaining(THERE));
  });
});
