import type { JobAction, JobSummary } from "@/lib/contracts/job";
import { countWords, numberWords } from "@/lib/words/count";

const DOING: Record<JobAction, (what: string) => string> = {
  "make-read-only": (what) => `Making ${what} read-only`,
  "make-writable": (what) => `Making ${what} writable`,
  refresh: (what) => `Refreshing the state of ${what}`,
  delete: (what) => `Deleting ${what}`,
  offboard: (what) => `Offboarding ${what}`,
  create: (what) => `Creating ${what}`,
  adopt: (what) => `Adopting ${what}`,
};

const DONE: Record<JobAction, (what: string) => string> = {
  "make-read-only": (what) => `Make ${what} read-only`,
  "make-writable": (what) => `Make ${what} writable`,
  refresh: (what) => `Refresh the state of ${what}`,
  delete: (what) => `Delete ${what}`,
  offboard: (what) => `Offboard ${what}`,
  create: (what) => `Create ${what}`,
  adopt: (what) => `Adopt ${what}`,
};

/** What the job is about, or was. */
export function jobTitle({ action, total, userId, state }: JobSummary): string {
  const what = countWords(total, "instance");
  const words = state === "running" ? DOING : DONE;
  // A newer version may do what this one has no words for.
  const inWords = Object.hasOwn(words, action) ? words[action] : (what: string) => `${action}: ${what}`;
  return inWords(userId === null ? what : `${what} of ${userId}`);
}

/** Where the job stands, to the item. */
export function jobStanding({ state, total, done, failed }: JobSummary): string {
  const dealt = `${numberWords(done)} of ${numberWords(total)} done`;
  const failures = failed > 0 ? `, ${numberWords(failed)} failed` : "";
  if (state === "running") return `${dealt}${failures}.`;
  if (state === "finished") return `Finished: ${dealt}${failures}.`;
  if (state !== "stopped") return `${String(state)}: ${dealt}${failures}.`;
  return `Stopped: ${dealt}${failures}, ${numberWords(total - done - failed)} left as they were.`;
}

/** How much of a job is told aloud at once. */
const STEP = 0.1;

/** The same for a screen reader, which hears of a tenth at a time rather than of every item. */
export function jobAnnouncement(job: JobSummary): string {
  if (job.state !== "running") return jobStanding(job);
  const step = Math.max(1, Math.ceil(job.total * STEP));
  const told = Math.floor((job.done + job.failed) / step) * step;
  return told === 0 ? `${jobTitle(job)}.` : `${numberWords(told)} of ${numberWords(job.total)} dealt with.`;
}
