import { instanceChoiceSchema, instanceFilterSchema } from "@/lib/contracts/instance-search";
import { csv } from "@/lib/server/http/csv";
import { exportInstances } from "@/lib/server/services/instances/export";
import { choiceOf } from "@/lib/server/services/instances/filter";

/** All that match a filter, for the browser's own download. */
export const GET = csv({
  service: exportInstances,
  asked: instanceFilterSchema,
  input: (filter) => filter,
  name: "instances",
});

/** Those that are named: more ids than an address holds. */
export const POST = csv({
  service: exportInstances,
  asked: instanceChoiceSchema,
  from: "body",
  input: choiceOf,
  name: "instances",
});
