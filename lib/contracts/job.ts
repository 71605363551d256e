import * as z from "zod/mini";
import { credentialFateSchema } from "./credential-fate";
import { recordedIdSchema } from "./identifier";
import { instanceChoiceSchema } from "./instance-search";
import { instanceStatusSchema } from "./status";
import { OFFBOARD_AT_ONCE } from "./terms/job";
import { told } from "./told";

/** What can be done to many instances at once, or by which many are made. `offboard` removes each one's authorization, then the instance. */
export const JOB_ACTIONS = [
  "make-read-only",
  "make-writable",
  "refresh",
  "delete",
  "offboard",
  "create",
  "adopt",
] as const;
export const jobActionSchema = z.enum(JOB_ACTIONS);
export type JobAction = z.infer<typeof jobActionSchema>;

/** `POST /api/jobs`: on the instances named, or on all that match a filter. */
export const createJobRequestSchema = z.extend(instanceChoiceSchema, {
  action: z.enum(["make-read-only", "make-writable", "refresh", "delete"]),
});
export type CreateJobRequest = z.output<typeof createJobRequestSchema>;
export type CreateJobRequestInput = z.input<typeof createJobRequestSchema>;

export const JOB_STATES = ["running", "stopped", "finished"] as const;

export type JobState = (typeof JOB_STATES)[number];

export const JOB_ITEM_STATES = ["pending", "working", "done", "failed"] as const;

export const jobItemSchema = z.object({
  /** Its turn within the job. */
  position: z.int(),
  /** The instance that it is about or that it made; null where there is none. */
  instanceId: z.nullable(z.string()),
  serverName: z.string(),
  userId: z.string(),
  platformName: z.nullable(z.string()),
  state: told(z.enum(JOB_ITEM_STATES)),
  /** What the upstream said of the account, where that was the question. */
  outcome: z.nullable(told(instanceStatusSchema)),
  reason: z.nullable(z.string()),
  /** What became of its credential, where that was taken away. */
  credential: z.nullable(credentialFateSchema),
  doneAt: z.nullable(z.string()),
});
export type JobItem = z.infer<typeof jobItemSchema>;

/** A job with its count, as a list shows it. */
export const jobSummarySchema = z.object({
  id: z.string(),
  action: told(jobActionSchema),
  userId: z.nullable(z.string()),
  state: told(z.enum(JOB_STATES)),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  createdBy: z.string(),
  createdAt: z.string(),
  finishedAt: z.nullable(z.string()),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

export const jobSchema = z.extend(jobSummarySchema, {
  /** Each failure with its reason, the first hundred. */
  failures: z.array(jobItemSchema),
});
export type Job = z.infer<typeof jobSchema>;

/** `GET /api/jobs` */
export const listJobsQuerySchema = z.object({
  state: z.optional(z.enum(JOB_STATES)),
  /** Of one user who was taken off. */
  userId: z.optional(recordedIdSchema),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  /** The last job of the page before. */
  after: z.optional(z.uuid()),
});
export type ListJobsQuery = z.output<typeof listJobsQuerySchema>;

export const listJobsAnswerSchema = z.object({
  jobs: z.array(jobSummarySchema),
  /** Null on the last page. */
  next: z.nullable(z.string()),
});
export type ListJobsAnswer = z.infer<typeof listJobsAnswerSchema>;

export const jobAnswerSchema = z.object({ job: jobSchema });
export type JobAnswer = z.infer<typeof jobAnswerSchema>;
export const jobIdParamsSchema = z.object({ id: z.uuid() });

/** `GET /api/jobs/{id}/receipt`: every item of a job, for the file. */
export const receiptSchema = z.object({ job: jobSchema, items: z.array(jobItemSchema) });
export type Receipt = z.infer<typeof receiptSchema>;

export const RECEIPT_TYPE = "patchbay.receipt";

/** What is signed of a receipt. */
export const receiptStatementSchema = z.extend(receiptSchema, {
  type: z.literal(RECEIPT_TYPE),
  version: z.literal(1),
  console: z.string(),
  exportedAt: z.string(),
});

/** `GET /api/jobs/{id}/receipt/signed`: `npm run audit:verify -- FILE` checks it. */
export const signedReceiptSchema = z.extend(receiptStatementSchema, {
  keyId: z.string(),
  /** Ed25519, as `x` of a JSON Web Key. */
  publicKey: z.string(),
  /** Over the canonical JSON of all that stands before, without the key. */
  signature: z.string(),
});
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

/** `POST /api/users/offboard/bulk`: a job for each, so that each one's receipt is theirs. */
export const offboardManyRequestSchema = z.object({
  userIds: z
    .array(recordedIdSchema)
    .check(
      z.minLength(1, { error: "Choose at least one user." }),
      z.maxLength(OFFBOARD_AT_ONCE, { error: `Choose at most ${OFFBOARD_AT_ONCE} users.` }),
    ),
});
export const jobsBegunSchema = z.object({ jobs: z.array(jobSummarySchema) });
export type JobsBegun = z.infer<typeof jobsBegunSchema>;

/** `POST /api/users/offboard` */
export const offboardRequestSchema = z.object({ userId: recordedIdSchema });
