import { describe, expect, it } from "vitest";
import { confirmationOf, FEW, isTyped } from "./bulk-words";

describe("confirmationOf", () => {
  it("always asks before deleting, and names the number and what stops working", () => {
    const one = confirmationOf("delete", 1);
    expect(one?.title).toBe("Delete 1 instance?");
    expect(one?.description).toContain("Its server URL stops working at once");
    const many = confirmationOf("delete", 1284);
    expect(many?.confirmLabel).toBe("Delete 1,284 instances");
    expect(many?.description).toContain("Their server URLs stop working at once");
    expect(many?.description).toContain("cannot be undone");
  });

  it("wants the number typed for more than a few, and only for deleting", () => {
    expect(confirmationOf("delete", FEW)?.typed).toBeUndefined();
    expect(confirmationOf("delete", FEW + 1)?.typed).toBe("21");
    expect(confirmationOf("make-writable", FEW + 1)?.typed).toBeUndefined();
  });

  it("asks before many are changed, and not before a few", () => {
    expect(confirmationOf("make-read-only", FEW)).toBeNull();
    expect(confirmationOf("make-read-only", FEW + 1)?.title).toBe("Make 21 instances read-only?");
    expect(confirmationOf("make-writable", FEW + 1)?.description).toContain("change things");
  });

  it("never asks before looking", () => {
    expect(confirmationOf("refresh", 100_000)).toBeNull();
  });
});

describe("isTyped", () => {
  it.each([
    ["1284", true],
    [" 1,284 ", true],
    ["1 284", true],
    ["", false],
    ["128", false],
    ["12840", false],
    ["all", false],
  ])("takes %o for 1284: %s", (typed, taken) => {
    expect(isTyped(typed, "1284")).toBe(taken);
  });

  it("wants nothing where nothing is asked for", () => {
    expect(isTyped("", undefined)).toBe(true);
  });
});
