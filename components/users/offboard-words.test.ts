import { expect, test } from "vitest";
import { offboardWords } from "./offboard-words";

test("names authorizations only where an account is bound", () => {
  expect(offboardWords([{ status: "waiting" }])).toMatch(/^This removes 1 instance\. /);
  expect(
    offboardWords([
      { status: "connected" },
      { status: "needs-reauthorization" },
      { status: "revoked" },
      { status: "no-sign-in-needed" },
    ]),
  ).toMatch(/^This removes 2 authorizations and 4 instances\. /);
  expect(offboardWords([{ status: "connected" }])).toMatch(/^This removes 1 authorization and 1 instance\. /);
});
