import { queryOptions } from "@tanstack/react-query";
import { readReceipt } from "@/lib/api/jobs";

/** Every item of a job. Ask once the job is over: after that it changes no more. */
export const receiptQuery = (jobId: string) =>
  queryOptions({
    queryKey: ["receipts", jobId],
    queryFn: ({ signal }) => readReceipt(jobId, signal),
    staleTime: 0,
  });
