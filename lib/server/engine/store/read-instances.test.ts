import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { isKept } from "../../db/statements";
import { openTestDatabase, TEST_DATABASES } from "../../db/testing";
import { createInstance } from "./instances";
import { openInstance, opening } from "./read-instances";
import { writeDriftRule } from "./settings";
import { resume, suspend } from "./suspensions";

it("what every request to a server URL begins with is planned once", async () => {
  const { db, close } = await openTestDatabase();
  expect(isKept(opening(db).getQuery().sql)).toBe(true);
  await close();
});

it.each(TEST_DATABASES)("an instance is read as it is now, each time, on %s", async (_, open) => {
  const { db, close } = await open();
  const request = { serverName: "GitHub", userId: "ada", platformName: null, legacy: false } as const;
  const form = { ...request, connectionType: "StreamableHttp", isReadOnly: false } as const;
  const { id } = await createInstance(db, "main", form, []);
  const suspended = async () => (await openInstance(db, id))?.suspended;
  expect(await openInstance(db, id)).toMatchObject({ suspended: null, switchedOff: [], chosen: null });
  for (const [scope, name] of [
    ["everything", ""],
    ["server", "GitHub"],
    ["user", "ada"],
    ["instance", id],
  ] as const) {
    await suspend(db, { scope, name });
    expect(await suspended()).toBe(scope);
    await resume(db, { scope, name });
    await suspend(db, { scope, name: `${name} another` });
    expect(await suspended()).toBeNull();
  }
  expect((await openInstance(db, id))?.holdsChanges).toBe(false);
  await writeDriftRule(db, "block");
  expect((await openInstance(db, id))?.holdsChanges).toBe(true);
  await writeDriftRule(db, "warn");
  expect((await openInstance(db, id))?.holdsChanges).toBe(false);
  expect(await openInstance(db, randomUUID())).toBeUndefined();
  await close();
});
