import { describe, expect, test } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { commandGroups, offboardingOf } from "./commands";

const NOTHING = { query: "", role: "operator", recentServers: [], instances: [], users: [] } as const;

const labels = (found: Parameters<typeof commandGroups>[0]) =>
  Object.fromEntries(
    commandGroups(found).map(({ value, items }) => [value, items.map(({ label }) => label)]),
  );

describe("before anything is typed", () => {
  test("a viewer is offered no page and no server that takes more", () => {
    const offered = labels({ ...NOTHING, role: "viewer", recentServers: ["GitHub"] });
    expect(offered["Go to"]).toContain("Users");
    expect(offered["Go to"]).not.toContain("Settings");
    expect(offered["Go to"]).not.toContain("Adopt existing users");
    expect(Object.keys(offered)).toEqual(["Go to"]);
  });

  test("an operator is offered every page of theirs and their last servers", () => {
    const offered = labels({ ...NOTHING, recentServers: ["Slack", "GitHub"] });
    expect(offered["Go to"]?.[0]).toBe("Overview");
    expect(offered["Create a server URL"]).toEqual(["Slack", "GitHub"]);
  });
});

describe("a query", () => {
  test("narrows pages, and finds servers by what people call them", () => {
    expect(labels({ ...NOTHING, query: "gcal" })).toEqual({ "Create a server URL": ["Google Calendar"] });
    expect(labels({ ...NOTHING, query: "overv" })["Go to"]).toEqual(["Overview"]);
    expect(labels({ ...NOTHING, query: "users  adopt" })["Go to"]).toEqual(["Adopt existing users"]);
  });

  test("leads to the instance, the user and the create page by addresses that hold any character", () => {
    const instance = {
      id: "11111111-1111-4111-8111-111111111111",
      serverName: "Cal.com",
      userId: "a/b",
      platformName: null,
      status: "connected",
    } as Instance;
    const user = { userId: "a/b", total: 1, byStatus: {}, lastChangeAt: "2026-03-12T14:05:00.000Z" };
    const groups = commandGroups({ ...NOTHING, query: "cal.com", instances: [instance], users: [user] });
    const hrefs = groups.flatMap(({ items }) => items.flatMap((one) => ("href" in one ? one.href : [])));
    expect(hrefs).toContain("/instances/new?server=Cal.com");
    expect(hrefs).toContain("/instances/11111111-1111-4111-8111-111111111111");
    expect(hrefs).toContain("/users/view?user=a%2Fb");
  });

  test("creates a server for a user who is named, and offboards one, for those who may", () => {
    const query = "create slack for ana@example.com";
    const [first] = commandGroups({ ...NOTHING, query })[0]?.items ?? [];
    expect(first).toMatchObject({ href: "/instances/new?server=Slack&user=ana%40example.com" });
    expect(labels({ ...NOTHING, query, role: "viewer" })["Create a server URL"]).toBeUndefined();
    const users = [{ userId: "ana", total: 1, byStatus: {}, lastChangeAt: "2026-03-12T14:05:00.000Z" }];
    expect(labels({ ...NOTHING, query: "offboard ana", users }).Users).toEqual(["Offboard ana"]);
    expect(labels({ ...NOTHING, query: "offboard ana", role: "viewer", users }).Users).toEqual(["ana"]);
    expect(offboardingOf("offboard  ana b")).toBe("ana b");
    expect(offboardingOf("offboard")).toBeUndefined();
  });

  test("finds what is done at once by its words, and nothing of it unasked", () => {
    expect(labels({ ...NOTHING, query: "dark" }).Do).toEqual(["Theme: dark"]);
    expect(labels({ ...NOTHING, query: "sign out" }).Do).toEqual(["Sign out"]);
    expect(labels(NOTHING).Do).toBeUndefined();
  });

  test("that many instances answer to leads to the list of all", () => {
    const instances = Array.from({ length: 7 }, (_, index) => ({
      id: String(index),
      serverName: "GitHub",
      userId: "ana",
      platformName: null,
      status: "connected",
    })) as unknown as Instance[];
    const [last] =
      commandGroups({ ...NOTHING, query: "a&b", instances })
        .at(-1)
        ?.items.slice(-1) ?? [];
    expect(last).toMatchObject({ href: "/instances?q=a%26b" });
  });
});
