import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MOST_VIEWS, savedViewFormSchema } from "@/lib/contracts/saved-view";
import { TEST_DATABASES } from "../../db/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { createView } from "./create";
import { deleteView } from "./delete";
import { listViews } from "./list";

describe.each(TEST_DATABASES)("saved views, on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  it("are each member's own: another neither sees nor deletes them", async () => {
    const { view } = await createView(stage.as("viewer"), { name: "Waiting", search: "?status=waiting" });
    expect(await listViews(stage.as("operator"))).toEqual({ views: [] });
    await expect(deleteView(stage.as("operator"), view)).rejects.toMatchObject({ code: "not-found" });
    expect(await listViews(stage.as("viewer"))).toEqual({ views: [view] });
    await deleteView(stage.as("viewer"), view);
    expect(await listViews(stage.as("viewer"))).toEqual({ views: [] });
  });

  it("have a name once, and there are only so many", async () => {
    const operator = stage.as("operator");
    const named = (name: string) => createView(operator, { name, search: "?q=a" });
    await named("0");
    await expect(named("0")).rejects.toMatchObject({ code: "conflict" });
    for (let index = 1; index < MOST_VIEWS; index += 1) await named(String(index));
    await expect(named("one more")).rejects.toMatchObject({ code: "conflict" });
  });
});

it.each(["", "status=waiting", "?x=<script>", "//evil.example", "?a=b c", "?a#b", "?a=\n"])(
  "%j is no view",
  (search) => {
    expect(savedViewFormSchema.safeParse({ name: "Mine", search }).success).toBe(false);
  },
);
