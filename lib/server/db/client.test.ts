import { expect, test } from "vitest";
import { openTestPostgres } from "./testing";

test("x", async () => {
  const h = await openTestPostgres();
  await h.ping();
  await h.close();
  expect(h.kind).toBe("postgres");
});
