import { describe, expect, it } from "vitest";
import { ORDERS, optionalColumns, ownColumns, shownColumns } from "./columns";
import { listParams } from "./search-params";
import { isNarrowed, orderChanges, sortChanges, viewOf } from "./view";

const readView = (address: Record<string, string | string[]>) => viewOf(listParams.read(address));

const plain = {
  filter: {},
  sort: "created",
  direction: "descending",
  hidden: [],
  density: "comfortable",
  job: undefined,
};

describe("an address", () => {
  it("drops what makes no sense, and keeps the rest", () => {
    expect(
      readView({
        q: "x".repeat(201),
        status: "connected,nonsense",
        server: "GitHub,Gmail",
        upstream: ["mars", "eu"],
        transport: "",
        age: "century",
        sort: "colour",
        direction: "sideways",
        hide: "platform,server,nothing",
        density: "roomy",
        job: "1",
      }),
    ).toEqual({
      ...plain,
      filter: { server: ["GitHub", "Gmail"] },
      hidden: ["platform", "server", "nothing"],
    });
  });

  it("takes an empty address for everything, the newest first", () => {
    expect(readView({})).toEqual(plain);
  });

  it("sorts by name from A on unless the address says otherwise", () => {
    expect(readView({ sort: "user" })).toMatchObject({ sort: "user", direction: "ascending" });
    expect(readView({ sort: "user", direction: "descending" })).toMatchObject({ direction: "descending" });
  });

  it("reads every filter", () => {
    const filter = {
      q: "ana",
      status: ["waiting", "unknown"],
      server: ["Cal.com"],
      userId: "ana@example.com",
      platform: "Cursor",
      upstream: ["us", "eu"],
      transport: "SSE",
      access: "read-only",
      presence: "gone",
      creator: "member-1",
      age: "week",
    };
    const address = Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]);
    expect(readView(Object.fromEntries(address)).filter).toEqual(filter);
  });
});

describe("sortChanges", () => {
  const view = readView({});

  it("turns the order around where it is sorted by already", () => {
    expect(sortChanges(view, "created")).toEqual({ sort: undefined, direction: "ascending" });
    expect(sortChanges({ ...view, direction: "ascending" }, "created")).toEqual(
      orderChanges("created", "descending"),
    );
  });

  it("begins another sort in its own direction, which goes without saying", () => {
    expect(sortChanges(view, "server")).toEqual({ sort: "server", direction: undefined });
  });
});

describe("isNarrowed", () => {
  it("counts any filter, and neither order nor looks", () => {
    expect(isNarrowed(readView({ sort: "user", hide: "status", density: "compact" }).filter)).toBe(false);
    expect(isNarrowed(readView({ creator: "member-1" }).filter)).toBe(true);
  });
});

describe("columns", () => {
  const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id);

  it("are left out by name, all but server and user, and a name that means nothing leaves out nothing", () => {
    expect(ids(shownColumns(["server", "user", "status", "access", "nothing"], 2))).toEqual([
      "server",
      "upstream",
      "user",
      "platform",
      "transport",
      "created",
    ]);
  });

  it("say the upstream only where there are several", () => {
    expect(ids(optionalColumns(1))).not.toContain("upstream");
    expect(ids(optionalColumns(2))).toContain("upstream");
  });

  it("have a track each, but for those that stand within another", () => {
    expect(ids(ownColumns(shownColumns([], 2)))).toEqual([
      "server",
      "user",
      "status",
      "transport",
      "access",
      "created",
    ]);
  });

  it("are sorted by both ways, each in words of its own", () => {
    expect(ORDERS.map(({ sort }) => sort).toSorted()).toEqual([
      "created",
      "created",
      "server",
      "server",
      "status",
      "status",
      "user",
      "user",
    ]);
    expect(new Set(ORDERS.map(({ words }) => words)).size).toBe(ORDERS.length);
    expect(ORDERS).toContainEqual({ sort: "created", direction: "descending", words: "Newest first" });
  });
});
