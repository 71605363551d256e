import {
  type CreateJobRequestInput,
  type JobAnswer,
  type JobState,
  type JobsBegun,
  jobAnswerSchema,
  jobsBegunSchema,
  type ListJobsAnswer,
  listJobsAnswerSchema,
  type Receipt,
  receiptSchema,
  type SignedReceipt,
  signedReceiptSchema,
} from "@/lib/contracts/job";
import { request } from "./request";

/** `POST /api/jobs` */
export function createJob(body: CreateJobRequestInput): Promise<JobAnswer> {
  return request("/api/jobs", { method: "POST", body, answer: jobAnswerSchema });
}

type JobSearch = { state?: JobState; userId?: string; after?: string | undefined; limit?: number };

/** `GET /api/jobs`: the latest first. */
export function listJobs(search: JobSearch, signal?: AbortSignal): Promise<ListJobsAnswer> {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return request(`/api/jobs?${new URLSearchParams(given)}`, { answer: listJobsAnswerSchema, signal });
}

/** `POST /api/users/offboard` */
export function offboardUser(userId: string): Promise<JobAnswer> {
  return request("/api/users/offboard", { method: "POST", body: { userId }, answer: jobAnswerSchema });
}

/** `POST /api/users/offboard/bulk` */
export function offboardUsers(userIds: readonly string[]): Promise<JobsBegun> {
  return request("/api/users/offboard/bulk", { method: "POST", body: { userIds }, answer: jobsBegunSchema });
}

/** `GET /api/jobs/{id}` */
export function readJob(id: string, signal?: AbortSignal): Promise<JobAnswer> {
  return request(`/api/jobs/${id}`, { answer: jobAnswerSchema, signal });
}

/** `POST /api/jobs/{id}/nudge`: has the server go on with it now rather than soon. */
export function nudgeJob(id: string): Promise<JobAnswer> {
  return request(`/api/jobs/${id}/nudge`, { method: "POST", answer: jobAnswerSchema });
}

/** `DELETE /api/jobs/{id}`: stops it after the item in hand. */
export function stopJob(id: string): Promise<JobAnswer> {
  return request(`/api/jobs/${id}`, { method: "DELETE", answer: jobAnswerSchema });
}

/** `GET /api/jobs/{id}/receipt` */
export function readReceipt(id: string, signal?: AbortSignal): Promise<Receipt> {
  return request(`/api/jobs/${id}/receipt`, { answer: receiptSchema, signal });
}

/** `GET /api/jobs/{id}/receipt/signed` */
export function readSignedReceipt(id: string): Promise<SignedReceipt> {
  return request(`/api/jobs/${id}/receipt/signed`, { answer: signedReceiptSchema });
}
