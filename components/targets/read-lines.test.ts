import { describe, expect, it } from "vitest";
import { targetFormSchema } from "@/lib/contracts/target";
import { readHeaders, readScopes } from "./read-lines";

const remote = { kind: "remote", url: "https://mcp.example/" };

describe("what was typed", () => {
  it.each(["no colon", "Bad Name: x", "Cookie: a", ": x"])("is refused as headers: %j", (typed) => {
    const form = targetFormSchema.safeParse({ ...remote, headers: readHeaders(typed) });
    expect(form.error?.issues[0]?.path[0]).toBe("headers");
  });

  it("is nothing where only spaces were", () => {
    expect([readHeaders(" \n "), readScopes("  ")]).toEqual([undefined, undefined]);
  });

  it("is headers by their names, whose values may hold colons, and scopes", () => {
    expect(readHeaders("X-Tenant: acme\n\n X-Url : https://a.example:1 ")).toEqual({
      "X-Tenant": "acme",
      "X-Url": "https://a.example:1",
    });
    expect(readScopes(" read,  write ")).toEqual(["read", "write"]);
  });

  it("is not read a second time", () => {
    expect(readScopes(["read"])).toEqual(["read"]);
    expect(readHeaders({ "X-A": "b" })).toEqual({ "X-A": "b" });
  });
});
