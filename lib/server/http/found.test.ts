import { expect, test } from "vitest";
import { PatchbayError } from "../errors";
import { ifFound } from "./found";

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
