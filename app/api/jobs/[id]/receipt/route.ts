import { jobIdParamsSchema, receiptSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { readReceipt } from "@/lib/server/services/jobs/read";

export const GET = json({
  service: readReceipt,
  params: jobIdParamsSchema,
  answer: receiptSchema,
});
