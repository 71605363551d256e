import { describe, expect, it } from "vitest";
import { ORDERS, optionalColumns, ownColumns, shownColumns } from "./columns";
import { listParams } from "./search-params";
import { isNarrowed, looksChanges, pressedSort, viewOf, withKeptLooks } from "./view";

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

describe("a press on a header", () => {
  const view = readView({});

  it("turns the order around where it is sorted by already", () => {
    expect(pressedSort(view, "created")).toEqual({ sort: "created", direction: "ascending" });
    expect(pressedSort({ ...view, direction: "ascending" }, "created")).toEqual({
      sort: "created",
      direction: "descending",
    });
  });

  it("begins another sort in its own direction", () => {
    expect(pressedSort(view, "server")).toEqual({ sort: "server", direction: "ascending" });
  });
});

describe("looks", () => {
  const looks = { sort: "user", direction: "descending", hidden: ["access"], density: "compact" } as const;
  const kept = "?sort=user&direction=descending&hide=access&density=compact";

  it("stand in an address without what goes without saying", () => {
    expect(listParams.write("", looksChanges(readView({})))).toBe("");
    expect(listParams.write("", looksChanges(looks))).toBe(kept);
  });

  it("are the reader's own where the address says nothing of them, whatever it filters by", () => {
    const asked = listParams.read({ status: "waiting", job: "1" });
    expect(viewOf(withKeptLooks(asked, kept))).toEqual({
      ...looks,
      filter: { status: ["waiting"] },
      job: undefined,
    });
  });

  it("are the address's where it says anything of them, and no filter is ever kept", () => {
    expect(viewOf(withKeptLooks(listParams.read({ density: "compact" }), kept))).toMatchObject({
      ...plain,
      density: "compact",
    });
    expect(viewOf(withKeptLooks({}, "?status=waiting&q=ana&hide=nothing&sort=colour"))).toEqual({
      ...plain,
      hidden: ["nothing"],
    });
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
