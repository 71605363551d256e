import { describe, expect, it } from "vitest";
import { checkParameters } from "./parameters";

describe("what a service asks for before its window opens", () => {
  it("has to be there", () => {
    expect(checkParameters(["subdomain"], {})).toEqual({ subdomain: "Enter the subdomain." });
    expect(checkParameters(["subdomain"], { subdomain: "" })).toEqual({ subdomain: "Enter the subdomain." });
  });

  it.each([
    "acme.zendesk.com",
    "https://acme",
    "acme/x",
    "-acme",
    "acme-",
    "a b",
    "<script>",
    "a".repeat(64),
  ])("has to be a name that can stand in an address: %j is none", (subdomain) => {
    expect(checkParameters(["subdomain"], { subdomain })).toEqual({
      subdomain: "Enter the part before the first dot.",
    });
  });

  it.each(["acme", "Acme-42", "a"])("is taken as %j", (subdomain) => {
    expect(checkParameters(["subdomain"], { subdomain })).toEqual({});
  });

  it("is nothing for most services", () => {
    expect(checkParameters([], {})).toEqual({});
  });
});
