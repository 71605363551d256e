import { describe, expect, it } from "vitest";
import { resolveServerName } from "@/lib/catalogue/server-name";
import { KNOWN_ISSUERS, quirksOf } from "./issuers";
import { VENDORS, WAYS_IN } from "./vendors";

const ROWS = Object.entries(VENDORS);
const isHttps = (url: string) => URL.canParse(url) && new URL(url).protocol === "https:";
/** As a value of a tenant's would be filled in. */
const filled = (url: string) => url.replace(/\{\w+\}/g, "acme.example");

describe("the vendors' servers", () => {
  it("are each of a server that the catalogue has, under its own spelling", () => {
    expect(ROWS).toHaveLength(61);
    for (const [name] of ROWS) expect(resolveServerName(name)).toBe(name);
  });

  it.each(ROWS)("%s is reached by https, without a name, a password or a fragment", (_, vendor) => {
    const { readOnly, signInUrl, issuer, resource, otherUrls = [] } = vendor;
    const addresses = [vendor.url, ...otherUrls, signInUrl, issuer, resource];
    if (readOnly && "url" in readOnly) addresses.push(readOnly.url);
    for (const address of addresses.filter((one) => one !== undefined)) {
      expect(isHttps(filled(address)), address).toBe(true);
      const { username, password, hash } = new URL(filled(address));
      expect([username, password, hash]).toEqual(["", "", ""]);
    }
  });

  it.each(ROWS)("%s says its ways in, each once, and every placeholder", (_, vendor) => {
    expect(vendor.ways.length).toBeGreaterThan(0);
    expect(new Set(vendor.ways).size).toBe(vendor.ways.length);
    for (const way of vendor.ways) expect(WAYS_IN).toContain(way);
    const placeholders = [...vendor.url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([...(vendor.needs ?? [])].sort()).toEqual(placeholders.sort());
    if (vendor.proven) expect(vendor.proven).toMatch(/^20\d\d-\d\d-\d\d$/);
    if (vendor.keyHeader) expect(vendor.keyHeader).toMatch(/^[\w-]+: .*\{key\}/);
  });

  it("stand once, but for the two that are one server", () => {
    const urls = ROWS.map(([, { url }]) => url);
    const twice = urls.filter((url, index) => urls.indexOf(url) !== index);
    expect(twice).toEqual(["https://mcp.atlassian.com/v2/mcp"]);
  });
});

describe("what was reviewed of an issuer", () => {
  it.each([
    "https://accounts.google.com.evil.example",
    "https://accounts.google.com/",
    "https://accounts.google.com@evil.example",
    "http://accounts.google.com",
    "https://evil.example/https://accounts.google.com",
    "https://login.microsoftonline.com.evil.example/t/v2.0",
    "https://login.microsoftonline.com/a/b/v2.0",
    "https://login.microsoftonline.com/v2.0",
    "__proto__",
    "constructor",
  ])("is not lent to %s", (issuer) => {
    expect(quirksOf(issuer)).toEqual({});
  });

  it("is found by its name, by its other name, and for every tenant", () => {
    expect(quirksOf("https://mcp.slack.com")).toBe(quirksOf("https://slack.com"));
    expect(quirksOf("https://login.microsoftonline.com/acme.example/v2.0")).toMatchObject({
      omitResource: true,
      pkceUnannounced: true,
    });
  });

  it("leads nowhere but to https", () => {
    for (const [issuer, { endpoints = {}, alsoKnownAs = [] }] of KNOWN_ISSUERS) {
      for (const url of [issuer, ...alsoKnownAs, ...Object.values(endpoints)])
        expect(isHttps(url)).toBe(true);
    }
  });
});
