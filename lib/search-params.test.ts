import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { declareSearchParams } from "./search-params";

const declared = declareSearchParams({
  q: z.string().check(z.maxLength(5)),
  colour: z.enum(["red", "blue"]),
  several: z.pipe(
    z.string(),
    z.transform((text) => text.split(",")),
  ),
});

describe("reading an address", () => {
  it("leaves out what is empty, unknown or wrong", () => {
    expect(
      declared.read({ q: "too long", colour: ["green", "red"], several: "", other: "x", __proto__: "x" }),
    ).toEqual({});
    expect(declared.read(new URLSearchParams("colour=green&q=&toString=1"))).toEqual({});
  });

  it("takes the first of what is repeated", () => {
    expect(declared.read({ colour: ["blue", "red"] })).toEqual({ colour: "blue" });
    expect(declared.read(new URLSearchParams("colour=blue&colour=red"))).toEqual({ colour: "blue" });
  });

  it("reads the same from the server's record and the browser's parameters", () => {
    const values = { q: "ana", colour: "red", several: ["a", "b"] };
    expect(declared.read({ q: "ana", colour: "red", several: "a,b" })).toEqual(values);
    expect(declared.read(new URLSearchParams("?q=ana&colour=red&several=a,b"))).toEqual(values);
  });
});

describe("writing an address", () => {
  it("changes what is named and leaves the rest, also what it does not know", () => {
    expect(declared.write("?q=ana&from=mail", { colour: "red" })).toBe("?q=ana&from=mail&colour=red");
  });

  it("takes away what is undefined or empty", () => {
    expect(declared.write("?q=ana&colour=red&several=a", { q: "", colour: undefined, several: [] })).toBe("");
  });

  it("writes what it reads back, whatever the characters", () => {
    const several = ["a&b", "c=d", "é#?", "山 +"];
    const address = declared.write("", { several, q: "+&%" });
    expect(declared.read(new URLSearchParams(address))).toEqual({ several, q: "+&%" });
  });
});
