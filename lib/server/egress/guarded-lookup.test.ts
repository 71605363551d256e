import type { LookupFunction } from "node:net";
import { expect, test } from "vitest";
import { createGuardedLookup } from "./guarded-lookup";

const lookup = createGuardedLookup({
  allowHosts: ["10.0.0.5:5432", "db.internal:5432", "[::1]:5432"],
  resolve: async (host) => [{ address: host === "db.example" ? "93.184.216.34" : "10.0.0.7", family: 4 }],
});
const ask = (found: LookupFunction, host: string) =>
  new Promise((resolve) => found(host, {}, (error, address) => resolve(error?.message ?? address)));

test.each([
  ["127.0.0.1", 5432],
  ["10.0.0.5", 5433],
  ["::1", 5433],
  ["::ffff:127.0.0.1", 5432],
  ["169.254.169.254", 80],
])("the address %s is refused at once, since addresses are never looked up (port %i)", (host, port) => {
  expect(() => lookup(host, port)).toThrow(/not on the public internet/);
});

test("a name that leads to the local network is refused when it is looked up", async () => {
  expect(await ask(lookup("rebound.example", 5432), "rebound.example")).toMatch(/leads to no address/);
  expect(await ask(lookup("db.internal", 5433), "db.internal")).toMatch(/leads to no address/);
});

test("public names and what an administrator named are looked up", async () => {
  expect(await ask(lookup("db.example", 5432), "db.example")).toBe("93.184.216.34");
  for (const host of ["10.0.0.5", "::1", "DB.internal."]) expect(() => lookup(host, 5432)).not.toThrow();
});
