import { describe, expect, it } from "vitest";
import { detailLines } from "./detail-lines";

describe("detailLines", () => {
  it("names what it knows, and leaves the rest as it is recorded", () => {
    expect(
      detailLines({
        serverName: "GitHub",
        isReadOnly: { from: false, to: true },
        platformName: null,
        odd: [1],
      }),
    ).toEqual([
      { name: "Server", value: "GitHub" },
      { name: "Read-only", value: "no → yes" },
      { name: "Platform", value: "none" },
      { name: "odd", value: "[1]" },
    ]);
  });
});
