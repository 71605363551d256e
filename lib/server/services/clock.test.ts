import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openTestDatabase } from "../db/testing";
import { readConnection } from "./connect/read";
import { createInstance } from "./instances/create";
import { addMember, instanceRequest, openTestConsole, type TestConsole } from "./testing";

const HOUR = 3_600_000;

/** The clock of the process. What is waited for takes as long as ever. */
const put = (by: number) => vi.setSystemTime(Date.now() + by);

describe.each([
  ["an hour back", -HOUR],
  ["an hour on", HOUR],
])("with a clock that is put %s", (_, by) => {
  let stage: TestConsole;
  beforeEach(async () => {
    stage = await openTestConsole(() => openTestDatabase());
    await addMember(stage, "operator");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stage.close();
  });

  it("an account that is connected afterwards is seen at the next look", async () => {
    const { instance } = await createInstance(stage.as("operator"), instanceRequest());
    expect(await readConnection(stage.as("viewer"), { id: instance.id })).toMatchObject({
      instance: { status: "waiting" },
    });
    put(by);
    await stage.embedded.setKey(instance.instanceId, "granted");
    expect(await readConnection(stage.as("viewer"), { id: instance.id })).toMatchObject({
      instance: { status: "connected" },
    });
  });
});
