import { expect, test } from "vitest";
import { STATUS_LABELS } from "@/lib/words/labels";
import { type InstanceStatus, statusFrom } from "./status";
import { INSTANCE_STATUSES } from "./terms/status";

const BEFORE = [undefined, ...INSTANCE_STATUSES];

test.each(BEFORE)("an account that is connected is connected, whatever it was before (%s)", (before) => {
  expect(statusFrom("connected", before)).toBe("connected");
});

test.each(BEFORE)("where no sign-in is needed none is asked for, whatever it was before (%s)", (before) => {
  expect(statusFrom("not-needed", before)).toBe("no-sign-in-needed");
});

test.each<[InstanceStatus | undefined, InstanceStatus]>([
  [undefined, "waiting"],
  ["unknown", "waiting"],
  ["waiting", "waiting"],
  ["no-sign-in-needed", "waiting"],
  ["connected", "needs-reauthorization"],
  ["needs-reauthorization", "needs-reauthorization"],
  ["revoked", "revoked"],
])("an account that is not connected and was %s is %s", (before, after) => {
  expect(statusFrom("wanted", before)).toBe(after);
});

test("each status has a label of its own", () => {
  const labels = INSTANCE_STATUSES.map((status) => STATUS_LABELS[status]);
  expect(new Set(labels).size).toBe(INSTANCE_STATUSES.length);
});
