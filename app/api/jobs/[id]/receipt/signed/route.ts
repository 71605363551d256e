import { jobIdParamsSchema, signedReceiptSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { exportReceipt } from "@/lib/server/services/jobs/export";

export const GET = json({
  service: exportReceipt,
  params: jobIdParamsSchema,
  answer: signedReceiptSchema,
});
