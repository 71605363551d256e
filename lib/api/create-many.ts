import {
  type CreateManyPreview,
  type CreateManyRequestInput,
  createManyPreviewSchema,
} from "@/lib/contracts/create-many";
import { type JobAnswer, jobAnswerSchema } from "@/lib/contracts/job";
import { request, requestFile } from "./request";

/** `POST /api/instances/bulk` */
export function createInstances(body: CreateManyRequestInput): Promise<JobAnswer> {
  return request("/api/instances/bulk", { method: "POST", body, answer: jobAnswerSchema });
}

/** `POST /api/instances/bulk/preview`: changes nothing. */
export function previewInstances(
  body: CreateManyRequestInput,
  signal?: AbortSignal,
): Promise<CreateManyPreview> {
  return request("/api/instances/bulk/preview", {
    method: "POST",
    body,
    answer: createManyPreviewSchema,
    signal,
  });
}

/** `POST /api/instances/reveal`: their server URLs as a CSV file. */
export function revealInstances(instanceIds: readonly string[]): Promise<File> {
  return requestFile("/api/instances/reveal", { method: "POST", body: { instanceIds } });
}
