import {
  createJobRequestSchema,
  jobAnswerSchema,
  listJobsAnswerSchema,
  listJobsQuerySchema,
} from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { createJob } from "@/lib/server/services/jobs/create";
import { listJobs } from "@/lib/server/services/jobs/list";

export const GET = json({
  service: listJobs,
  query: listJobsQuerySchema,
  answer: listJobsAnswerSchema,
});

export const POST = json({
  service: createJob,
  body: createJobRequestSchema,
  answer: jobAnswerSchema,
});
