import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/contracts/job";
import { jobAnnouncement, jobStanding, jobTitle } from "./job-words";

const job = (given: Partial<Job> = {}): Job => ({
  id: "00000000-0000-4000-8000-000000000000",
  action: "delete",
  userId: null,
  state: "running",
  total: 1284,
  done: 0,
  failed: 0,
  createdBy: "Ana",
  createdAt: "2026-03-12T14:05:00.000Z",
  finishedAt: null,
  failures: [],
  ...given,
});

describe("jobTitle", () => {
  it("names the deed, the number, and the user where it is about one", () => {
    expect(jobTitle(job())).toBe("Deleting 1,284 instances");
    expect(jobTitle(job({ action: "refresh", total: 1 }))).toBe("Refreshing the state of 1 instance");
    expect(jobTitle(job({ action: "offboard", total: 3, userId: "ana@example.com" }))).toBe(
      "Offboarding 3 instances of ana@example.com",
    );
  });
});

describe("jobStanding", () => {
  it("tells failures apart from what is done", () => {
    expect(jobStanding(job({ done: 340 }))).toBe("340 of 1,284 done.");
    expect(jobStanding(job({ state: "finished", done: 1282, failed: 2 }))).toBe(
      "Finished: 1,282 of 1,284 done, 2 failed.",
    );
  });

  it("says of a stopped job how many were left alone", () => {
    expect(jobStanding(job({ state: "stopped", done: 340, failed: 4 }))).toBe(
      "Stopped: 340 of 1,284 done, 4 failed, 940 left as they were.",
    );
  });
});

describe("jobAnnouncement", () => {
  it("stays the same within a tenth, so that it is read out once", () => {
    const told = [0, 1, 128, 129, 200, 257, 258].map((done) => jobAnnouncement(job({ done })));
    expect(new Set(told)).toEqual(
      new Set(["Deleting 1,284 instances.", "129 of 1,284 dealt with.", "258 of 1,284 dealt with."]),
    );
  });

  it("counts failures as dealt with, and says the whole at the end", () => {
    expect(jobAnnouncement(job({ total: 10, done: 3, failed: 2 }))).toBe("5 of 10 dealt with.");
    expect(jobAnnouncement(job({ total: 10, state: "finished", done: 8, failed: 2 }))).toBe(
      "Finished: 8 of 10 done, 2 failed.",
    );
  });
});
