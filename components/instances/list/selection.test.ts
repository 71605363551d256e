import { describe, expect, it } from "vitest";
import { choose, chooseListed, EVERYTHING, extentOf, isChosen, NOTHING, type Selection } from "./selection";

const listed = ["a", "b", "c", "d", "e"];
const of = (...ids: string[]): Selection => ({ all: false, ids: new Set(ids) });

describe("choose", () => {
  it("takes one row, and gives it up again", () => {
    expect(choose(NOTHING, { id: "b", chosen: true, from: null, listed })).toEqual(of("b"));
    expect(choose(of("a", "b"), { id: "b", chosen: false, from: null, listed })).toEqual(of("a"));
  });

  it("takes a range in either direction, beside what was chosen before", () => {
    expect(choose(of("a"), { id: "e", chosen: true, from: "c", listed })).toEqual(of("a", "c", "d", "e"));
    expect(choose(NOTHING, { id: "b", chosen: true, from: "d", listed })).toEqual(of("b", "c", "d"));
    expect(choose(of(...listed), { id: "d", chosen: false, from: "b", listed })).toEqual(of("a", "e"));
  });

  it("takes the row alone where the other end is not listed any more", () => {
    expect(choose(NOTHING, { id: "b", chosen: true, from: "gone", listed })).toEqual(of("b"));
  });

  it("leaves the listed ones when one of all is given up, for no more than these were seen", () => {
    expect(choose(EVERYTHING, { id: "c", chosen: false, from: null, listed })).toEqual(
      of("a", "b", "d", "e"),
    );
  });

  it("leaves what it was given as it was", () => {
    const before = of("a");
    choose(before, { id: "b", chosen: true, from: null, listed });
    expect(before).toEqual(of("a"));
  });
});

describe("the listed", () => {
  it("are chosen and given up together", () => {
    expect(chooseListed(true, listed)).toEqual(of(...listed));
    expect(chooseListed(false, listed)).toBe(NOTHING);
  });

  it("are told apart as none, some and all", () => {
    expect(extentOf(NOTHING, listed)).toBe("none");
    expect(extentOf(of("a", "elsewhere"), listed)).toBe("some");
    expect(extentOf(of(...listed, "elsewhere"), listed)).toBe("all");
    expect(extentOf(EVERYTHING, listed)).toBe("all");
    expect(extentOf(NOTHING, [])).toBe("none");
  });
});

describe("isChosen", () => {
  it("holds for every row where all are chosen", () => {
    expect(isChosen(EVERYTHING, "never listed")).toBe(true);
    expect(isChosen(of("a"), "b")).toBe(false);
  });
});
