import { describe, expect, it } from "vitest";
import { isNarrowed, orderChanges, readView, sortChanges } from "./view";

const plain = {
  filter: {},
  sort: "created",
  direction: "descending",
  hidden: [],
  density: "comfortable",
  job: null,
};

describe("readView", () => {
  it("drops what makes no sense, and keeps the rest", () => {
    expect(
      readView({
        q: "x".repeat(201),
        status: "connected,nonsense",
        server: "GitHub,Gmail",
        upstream: ["us", "eu"],
        transport: "",
        age: "century",
        sort: "colour",
        direction: "sideways",
        hide: "platform,server,nothing",
        density: "roomy",
        job: "1",
      }),
    ).toEqual({ ...plain, filter: { server: "GitHub,Gmail" }, hidden: ["platform"] });
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
      status: "waiting,unknown",
      server: "Cal.com",
      userId: "ana@example.com",
      platform: "Cursor",
      upstream: "us,eu",
      transport: "SSE",
      access: "read-only",
      presence: "gone",
      creator: "member-1",
      age: "week",
    };
    expect(readView(filter).filter).toEqual(filter);
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
