import { exportActivityQuerySchema } from "@/lib/contracts/activity";
import { download } from "@/lib/server/http/csv";
import { exportActivity } from "@/lib/server/services/activity/export";

/** The record, as far as a filter of the activity page chooses of it. */
export const GET = download({
  service: exportActivity,
  asked: exportActivityQuerySchema,
  input: (query) => query,
  name: "audit",
  format: ({ format }) => format,
});
