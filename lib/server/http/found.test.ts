import { expect, test } from "vitest";
import { PatchbayError } from "../errors";
import { forTitle, ifFound } from "./found";

test.each([
  new PatchbayError("forbidden", "No."),
  new PatchbayError("internal", "No."),
  new Error("ECONNREFUSED"),
])("%s is no record that is not there", async (failure) => {
  await expect(ifFound(Promise.reject(failure))).rejects.toBe(failure);
});

test("only what does not exist is undefined", async () => {
  await expect(ifFound(Promise.reject(new PatchbayError("not-found", "No such.")))).resolves.toBeUndefined();
  await expect(ifFound(Promise.resolve(null))).resolves.toBeNull();
});

test("a title does without what cannot be read", async () => {
  expect(await forTitle(Promise.resolve("a name"))).toBe("a name");
  expect(await forTitle(Promise.reject(new Error("the database is down")))).toBeUndefined();
});
