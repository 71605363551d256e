import { expect, test } from "vitest";
import type { JobItem, Receipt } from "@/lib/contracts/job";
import { receiptCsv, receiptFile } from "./receipt-file";

const item = (given: Partial<JobItem>): JobItem => ({
  position: 1,
  outcome: null,
  instanceId: "11111111-1111-4111-8111-111111111111",
  serverName: "GitHub",
  userId: "ana@example.com",
  platformName: null,
  state: "done",
  reason: null,
  credential: null,
  doneAt: "2026-03-12T14:05:01.000Z",
  ...given,
});

const receipt = (...items: JobItem[]): Receipt => ({
  job: {
    id: "0f0f0f0f-0000-4000-8000-000000000000",
    action: "offboard",
    userId: "ana@example.com",
    state: "finished",
    total: items.length,
    done: 1,
    failed: items.length - 1,
    createdBy: "Ops, Lead",
    createdAt: "2026-03-12T14:05:00.000Z",
    finishedAt: "2026-03-12T14:05:02.000Z",
    failures: [],
  },
  items,
});

test("each item is a line that says what, when, by whom and how it went", () => {
  const [heading, line, last] = receiptCsv(receipt(item({}))).split("\r\n");
  const names =
    "job,action,user,server,platform,instance,outcome,reason,credential,at,by,begun_at,ended_at".split(",");
  expect(heading).toBe(`\uFEFF${names.map((name) => `"${name}"`).join(",")}`);
  expect(line).toBe(
    '"0f0f0f0f-0000-4000-8000-000000000000","offboard","ana@example.com","GitHub","","11111111-1111-4111-8111-111111111111","Done","","","2026-03-12T14:05:01.000Z","Ops, Lead","2026-03-12T14:05:00.000Z","2026-03-12T14:05:02.000Z"',
  );
  expect(last).toBe("");
});

test.each(["=1+1", "+1", "-1", "@sum", "\tx"])("%j does not become a formula", (userId) => {
  expect(receiptCsv(receipt(item({ userId })))).toContain(`,"'${userId}",`);
});

test("quotes and line ends stay inside their cell", () => {
  const failed = item({ state: "failed", reason: 'It said "no".\nTwice.' });
  expect(receiptCsv(receipt(failed))).toContain('"Failed","It said ""no"".\nTwice.","",');
});

test("what a stopped job did not come to is said so", () => {
  expect(receiptCsv(receipt(item({ state: "pending", doneAt: null })))).toContain(
    ',"Left as it was","","","",',
  );
});

test("what became of a credential is said of each", () => {
  const until = "2026-03-13T00:00:00.000Z";
  const kept = { fate: "lives-until", until, at: "2026-03-12T14:05:00.000Z" } as const;
  expect(receiptCsv(receipt(item({ credential: kept })))).toContain("its tokens die");
});

test("the file is named for the day and the job, and the JSON can be read back", async () => {
  const given = receipt(item({}));
  expect(receiptFile(given, "csv").name).toBe("receipt-2026-03-12-0f0f0f0f.csv");
  expect(JSON.parse(await receiptFile(given, "json").text())).toEqual(given);
});

test("a state that was asked for is the outcome, not that it was asked", () => {
  const refreshed = item({ outcome: "needs-reauthorization" });
  expect(receiptCsv(receipt(refreshed))).toContain(',"Needs re-authorization","",');
});
