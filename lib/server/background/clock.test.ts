import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { task } from "../db/schema/task";
import { TEST_DATABASES } from "../db/testing";
import { openTestConsole, type TestConsole } from "../services/testing";
import { ensureTasks, takeLease } from "./lease";

const AN_HOUR_BACK = sql`now() - interval '1 hour'`;

describe.each(TEST_DATABASES)("when the clock of %s is put an hour back", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const begin = async (kind: string) => {
    await ensureTasks(stage.db, kind, sql`select 'one'`);
    return { kind, key: "one" };
  };

  it("what was due is due still, and not in an hour", async () => {
    const wanted = await begin("waits");
    expect(await takeLease(stage.db, { ...wanted, now: AN_HOUR_BACK })).toMatchObject(wanted);
  });

  it("what somebody held who is gone is free still, and not in an hour", async () => {
    const wanted = await begin("held");
    expect(await takeLease(stage.db, wanted)).toBeDefined();
    expect(await takeLease(stage.db, wanted)).toBeUndefined();
    expect(await takeLease(stage.db, { ...wanted, now: AN_HOUR_BACK })).toMatchObject(wanted);
  });

  it("what is done once a day waits for its day", async () => {
    const wanted = { ...(await begin("daily")), every: 24 * 60 * 60_000 };
    await stage.db
      .update(task)
      .set({ dueAt: sql`now() + interval '1 day'` })
      .where(eq(task.kind, wanted.kind));
    expect(await takeLease(stage.db, { ...wanted, now: AN_HOUR_BACK })).toBeUndefined();
  });
});
