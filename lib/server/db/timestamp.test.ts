import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { task } from "./schema/task";
import { TEST_DATABASES } from "./testing";

const MOMENTS = [
  ["infinity", "9999-12-31T23:59:59.999Z"],
  ["-infinity", "0001-01-01T00:00:00.000Z"],
  ["0044-03-15 BC", "0001-01-01T00:00:00.000Z"],
  ["20000-01-01", "9999-12-31T23:59:59.999Z"],
  ["2026-07-28T12:00:00.5+02:00", "2026-07-28T10:00:00.500Z"],
];

it.each(TEST_DATABASES)("every moment that %s holds can be told", async (_, open) => {
  const { db, close } = await open();
  try {
    for (const [written = "", told] of MOMENTS) {
      await db.delete(task);
      await db.insert(task).values({ kind: "a", dueAt: sql`${written}::text::timestamptz` });
      const [row] = await db.select().from(task);
      expect(row?.dueAt.toISOString(), written).toBe(told);
    }
  } finally {
    await close();
  }
});
