import type { Job, JobAction } from "@/lib/contracts/job";

const number = new Intl.NumberFormat("en");

/** "1 instance", "1,284 instances" */
export function instances(count: number): string {
  return `${number.format(count)} ${count === 1 ? "instance" : "instances"}`;
}

const DOING: Record<JobAction, (what: string) => string> = {
  "make-read-only": (what) => `Making ${what} read-only`,
  "make-writable": (what) => `Making ${what} writable`,
  refresh: (what) => `Refreshing the state of ${what}`,
  delete: (what) => `Deleting ${what}`,
  offboard: (what) => `Offboarding: taking away ${what}`,
};

const DONE: Record<JobAction, (what: string) => string> = {
  "make-read-only": (what) => `Make ${what} read-only`,
  "make-writable": (what) => `Make ${what} writable`,
  refresh: (what) => `Refresh the state of ${what}`,
  delete: (what) => `Delete ${what}`,
  offboard: (what) => `Offboarding: take away ${what}`,
};

/** What the job is about, or was. */
export function jobTitle({ action, total, userId, state }: Job): string {
  const what = instances(total);
  const words = state === "running" ? DOING : DONE;
  return words[action](userId === null ? what : `${what} of ${userId}`);
}

/** Where the job stands, to the item. */
export function jobStanding({ state, total, done, failed }: Job): string {
  const dealt = `${number.format(done)} of ${number.format(total)} done`;
  const failures = failed > 0 ? `, ${number.format(failed)} failed` : "";
  if (state === "running") return `${dealt}${failures}.`;
  if (state === "finished") return `Finished: ${dealt}${failures}.`;
  return `Stopped: ${dealt}${failures}, ${number.format(total - done - failed)} left as they were.`;
}

/** How much of a job is told aloud at once. */
const STEP = 0.1;

/** The same for a screen reader, which hears of a tenth at a time rather than of every item. */
export function jobAnnouncement(job: Job): string {
  if (job.state !== "running") return jobStanding(job);
  const step = Math.max(1, Math.ceil(job.total * STEP));
  const told = Math.floor((job.done + job.failed) / step) * step;
  return told === 0
    ? `${jobTitle(job)}.`
    : `${number.format(told)} of ${number.format(job.total)} dealt with.`;
}
