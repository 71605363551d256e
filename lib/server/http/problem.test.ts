import { expect, it } from "vitest";
import { createLogger } from "../process/log";
import { asKnown } from "./problem";

const told = (error: unknown) => asKnown(error, "POST", "an id", createLogger("silent"));
const full = Object.assign(new Error('could not extend file "base/5/17282"'), { code: "53100" });

it("a full disk is told as what it is, however deep the failure lies", () => {
  for (const error of [full, new Error("Failed query", { cause: full })]) {
    expect(told(error)).toMatchObject({
      code: "internal",
      effect: "maybe-changed",
      message: expect.stringContaining("disk is full"),
    });
    expect(told(error).message).not.toContain("17282");
  }
});

it("what goes round in a circle, or is no error, is a plain fault", () => {
  const circle = new Error("a");
  circle.cause = circle;
  for (const error of [circle, "53100", { code: "53100" }, undefined]) {
    expect(told(error).message).toContain("a fault of the console");
  }
});
