import { expect, test } from "vitest";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { CATEGORIES } from "@/lib/contracts/terms/category";
import { catalogueEntry } from "./server-name";
import { CATALOGUE } from "./servers";

test("it has exactly the contract's servers, in the contract's order", () => {
  expect(CATALOGUE.map(({ name }) => name)).toEqual([...SERVER_NAMES]);
  for (const name of SERVER_NAMES) expect(catalogueEntry(name).name).toBe(name);
});

test("who signs in by OAuth has a slug, who does not has none, and no slug is used twice", () => {
  for (const { auth, oauthSlug, oauthRequired } of CATALOGUE) {
    expect(oauthSlug !== undefined).toBe(auth === "oauth");
    if (oauthSlug) expect(oauthSlug).toMatch(/^[a-z0-9-]+$/);
    if (oauthRequired) expect(auth).toBe("oauth");
  }
  const slugs = CATALOGUE.flatMap(({ oauthSlug }) => oauthSlug ?? []);
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(catalogueEntry("Zendesk").oauthRequired).toEqual(["subdomain"]);
});

test("every category holds something", () => {
  for (const category of CATEGORIES)
    expect(CATALOGUE.some((entry) => entry.category === category)).toBe(true);
});
