import { describe, expect, it } from "vitest";
import { INSTANCE_STANDINGS, standingFilter } from "@/lib/contracts/terms/status";
import { presentTab } from "./status-tabs";

describe("presentTab", () => {
  it.each(INSTANCE_STANDINGS)("is the part that its own filter asks for: %s", (standing) => {
    expect(presentTab(standingFilter(standing))).toBe(standing);
  });

  it("is none of the parts where several are asked for, and all where nothing is", () => {
    expect(presentTab({})).toBe("all");
    expect(presentTab({ q: "ana" })).toBe("all");
    expect(presentTab({ status: ["waiting", "revoked"] })).toBe("several");
    expect(presentTab({ status: ["waiting"], presence: "gone" })).toBe("several");
    expect(presentTab({ presence: "there" })).toBe("several");
  });
});
