import { instanceChoiceSchema, instanceFilterSchema } from "@/lib/contracts/instance-search";
import { csvRoute } from "@/lib/server/http/download";
import { exportInstances } from "@/lib/server/services/instances/export";
import { choiceOf } from "@/lib/server/services/instances/filter";

/** All that match a filter, for the browser's own download. */
export const GET = csvRoute({
  allow: "viewer",
  asked: instanceFilterSchema,
  name: "instances",
  lines: exportInstances,
});

/** Those that are named: more ids than an address holds. */
export const POST = csvRoute({
  allow: "viewer",
  asked: instanceChoiceSchema,
  from: "body",
  name: "instances",
  lines: (context, choice) => exportInstances(context, choiceOf(choice)),
});
