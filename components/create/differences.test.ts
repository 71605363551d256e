import { describe, expect, it } from "vitest";
import { listDifferences } from "./differences";

const asked = { connectionType: "StreamableHttp", isReadOnly: false, legacy: false } as const;

describe("listDifferences", () => {
  it("has nothing to say where all is as it was asked for", () => {
    expect(listDifferences({ ...asked }, asked)).toEqual([]);
  });

  it.each([
    [{ isReadOnly: true }, "You asked for read and write. This instance is read-only."],
    [{ connectionType: "SSE" }, "You asked for Streamable HTTP. This instance speaks SSE."],
    [{ legacy: true }, "You asked for the current server. This instance uses the legacy one."],
  ] as const)("says both sides of a difference: %o", (difference, sentence) => {
    expect(listDifferences({ ...asked, ...difference }, asked)).toEqual([sentence]);
  });

  it.each([
    [{ isReadOnly: true }, "You asked for read-only. This instance can write."],
    [{ connectionType: "SSE" }, "You asked for SSE. This instance speaks Streamable HTTP."],
    [{ legacy: true }, "You asked for the legacy server. This instance uses the current one."],
  ] as const)("and the other way round: %o", (difference, sentence) => {
    expect(listDifferences(asked, { ...asked, ...difference })).toEqual([sentence]);
  });

  it("puts what may do harm first", () => {
    const other = { connectionType: "SSE", isReadOnly: true, legacy: true } as const;
    const sentences = listDifferences(other, asked);
    expect(sentences).toHaveLength(3);
    expect(sentences[0]).toContain("read-only");
  });
});
