import { instanceFilterSchema } from "@/lib/contracts/instance-search";
import { csvRoute } from "@/lib/server/http/download";
import { exportInstances } from "@/lib/server/services/instances/export";

export const GET = csvRoute({
  allow: "viewer",
  query: instanceFilterSchema,
  name: "instances",
  lines: exportInstances,
});
