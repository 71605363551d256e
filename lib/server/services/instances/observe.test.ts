import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { countRoundTrips } from "../../db/testing-round-trips";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { createInstance } from "./create";
import { findInstance } from "./find";
import { refreshState } from "./observe";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  async function waiting() {
    const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
    return made;
  }
  const refresh = async (id: string) => refreshState(stage.as("operator"), await findInstance(stage.db, id));

  it("records that nothing has changed in one statement, without an event", async () => {
    const { id, instanceId } = await waiting();
    const row = await findInstance(stage.db, id);
    const operator = stage.as("operator");
    const handle = { db: stage.db, kind: operator.database.kind };
    const asking = await countRoundTrips(handle, () => stage.embedded.observe(instanceId));
    const trips = await countRoundTrips(handle, () => refreshState(operator, row));
    expect(trips).toBe(asking + 1);
    const after = await findInstance(stage.db, id);
    expect(after).toMatchObject({ status: row.status, updatedAt: row.updatedAt });
    expect(after.statusCheckedAt).not.toBeNull();
    expect(await stage.auditOf(id, "instance.observe")).toEqual([]);
  });

  it("records a change with its event", async () => {
    const { id, instanceId } = await waiting();
    await stage.embedded.setKey(instanceId, "a-token");
    expect(await refresh(id)).toMatchObject({ status: "connected" });
    expect(await stage.auditOf(id, "instance.observe")).toHaveLength(1);
  });

  it("leaves alone what was changed since it was read, also where the answer is no news", async () => {
    const { id } = await waiting();
    const row = await findInstance(stage.db, id);
    await stage.db
      .update(instance)
      .set({ status: "revoked", updatedAt: new Date(0) })
      .where(eq(instance.id, id));
    await refreshState(stage.as("operator"), row);
    expect(await findInstance(stage.db, id)).toMatchObject({
      status: "revoked",
      statusCheckedAt: row.statusCheckedAt,
    });
  });
});
