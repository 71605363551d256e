import { describe, expect, it } from "vitest";
import { chosenValues, chosenWords, type Filter, filtersFor } from "./filters";

const one = { id: "us", label: "Klavis Cloud (US)", baseUrl: "https://us.example" } as const;
const other = { id: "eu", label: "Klavis Cloud (EU)", baseUrl: "https://eu.example" } as const;
const known = {
  userIds: ["ana@example.com", "ben@example.com"],
  platformNames: ["Cursor"],
  creators: [
    { id: "member-2", name: "Ben" },
    { id: "member-1", name: "Ana" },
  ],
  ownServers: [],
  upstreams: [one],
  memberId: "member-1",
};

function filter(key: Filter["key"], given: Partial<Parameters<typeof filtersFor>[0]> = {}): Filter {
  const found = filtersFor({ ...known, ...given }).find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no filter ${key}`);
  return found;
}

describe("filtersFor", () => {
  it("offers upstreams only where there are several", () => {
    const keys = (upstreams: Parameters<typeof filtersFor>[0]["upstreams"]) =>
      filtersFor({ ...known, upstreams }).map(({ key }) => key);
    expect(keys([one])).not.toContain("upstream");
    expect(keys([one, other])).toContain("upstream");
  });

  it("finds servers by what people call them", () => {
    expect(filter("server").search("gcal")[0]).toEqual({
      value: "Google Calendar",
      label: "Google Calendar",
    });
    expect(filter("server").search("no such server")).toEqual([]);
  });

  it("lets somebody be named who is not among the suggestions, and nobody twice", () => {
    const values = (query: string) =>
      filter("userId")
        .search(query)
        .map(({ value }) => value);
    expect(values("an")).toEqual(["ana@example.com", "an"]);
    expect(values("ana@example.com")).toEqual(["ana@example.com"]);
    expect(values(" ")).toEqual(known.userIds);
  });

  it("offers everybody who created something, the reader first and once", () => {
    expect(filter("creator").search("")).toEqual([
      { value: "member-1", label: "Me" },
      { value: "member-2", label: "Ben" },
    ]);
    expect(chosenWords(filter("creator"), ["member-2"])).toBe("Ben");
  });

  it("takes nothing but its options for a closed choice", () => {
    expect(filter("access").search("admin")).toEqual([]);
    expect(filter("access").search("only")).toEqual([{ value: "read-only", label: "Read-only" }]);
  });
});

describe("what is chosen", () => {
  it("is a list where any of several may match, and one value with its commas elsewhere", () => {
    expect(chosenValues(filter("status"), { status: ["waiting", "unknown"] })).toEqual([
      "waiting",
      "unknown",
    ]);
    expect(chosenValues(filter("userId"), { userId: "Lovelace, Ada" })).toEqual(["Lovelace, Ada"]);
    expect(chosenValues(filter("age"), {})).toEqual([]);
  });

  it("is told in few words", () => {
    expect(chosenWords(filter("status"), ["waiting"])).toBe("Waiting for authorization");
    expect(chosenWords(filter("server"), ["GitHub", "Gmail"])).toBe("GitHub, Gmail");
    expect(chosenWords(filter("server"), ["GitHub", "Gmail", "Slack", "Jira"])).toBe("GitHub and 3 more");
    expect(chosenWords(filter("creator"), ["member-1"])).toBe("Me");
    expect(chosenWords(filter("creator"), ["member-9"])).toBe("Another member");
    expect(chosenWords(filter("userId"), ["unheard-of"])).toBe("unheard-of");
  });
});
