import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CreateInstanceRequest } from "@/lib/contracts/instance";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { createInstance } from "./create";
import { suggest } from "./suggest";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(() => stage.db.delete(instance));
  afterAll(() => stage.close());

  /** An instance that was created so many seconds after the first. */
  async function createdAt(
    seconds: number,
    more: Partial<CreateInstanceRequest> = {},
    role: "operator" | "administrator" = "operator",
  ) {
    const { instance: made } = await createInstance(stage.as(role), instanceRequest(more));
    await stage.db
      .update(instance)
      .set({ createdAt: new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)) })
      .where(eq(instance.id, made.id));
    return made;
  }

  describe("suggest", () => {
    it("names each user and each platform once, the latest first", async () => {
      await createdAt(1, { userId: "ana", platformName: "Desk" });
      await createdAt(2, { userId: "ben", platformName: "Shop" });
      await createdAt(3, { userId: "cleo" });
      await createdAt(4, { userId: "ana", platformName: "Shop" });
      await createdAt(5, { userId: "ben", platformName: "Desk" });
      expect(await suggest(stage.as("viewer"))).toMatchObject({
        userIds: ["ben", "ana", "cleo"],
        platformNames: ["Desk", "Shop"],
      });
    });

    it("names each creator once, the latest first", async () => {
      await createdAt(1, {}, "operator");
      await createdAt(2, {}, "administrator");
      await createdAt(3, {}, "operator");
      expect((await suggest(stage.as("viewer"))).creators).toEqual([
        { id: "member-operator", name: "Some operator" },
        { id: "member-administrator", name: "Some administrator" },
      ]);
    });

    it("remembers the six servers that this member chose last, and nobody else's", async () => {
      const names = ["GitHub", "Slack", "Gmail", "Jira", "Linear", "Notion", "Asana", "GitHub"] as const;
      for (const [seconds, serverName] of names.entries()) await createdAt(seconds, { serverName });
      await createdAt(99, { serverName: "Stripe" }, "administrator");
      const servers = async (role: "viewer" | "operator" | "administrator") =>
        (await suggest(stage.as(role))).recentServers;
      expect(await servers("operator")).toEqual(["GitHub", "Asana", "Notion", "Linear", "Jira", "Gmail"]);
      expect(await servers("administrator")).toEqual(["Stripe"]);
      expect(await servers("viewer")).toEqual([]);
    });
  });
});
