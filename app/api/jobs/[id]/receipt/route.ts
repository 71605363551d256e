import { jobIdParamsSchema, receiptSchema } from "@/lib/contracts/job";
import { route } from "@/lib/server/http/route";
import { readReceipt } from "@/lib/server/services/jobs/read";

export const GET = route({
  allow: "viewer",
  params: jobIdParamsSchema,
  answer: receiptSchema,
  handle: (context, { params }) => readReceipt(context, params),
});
