import { type SQL, sql } from "drizzle-orm";
import type { CreateJobRequest } from "@/lib/contracts/job";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { choiceOf, instanceCondition } from "../instances/filter";
import { enqueueJob } from "./enqueue";
import { readJob } from "./read";

/**
 * Begins what is to be done to many instances: those named, or all that match a filter at this moment.
 * @throws PatchbayError `invalid` where nothing matches
 */
export const createJob = verb("job.create", async (context, input: CreateJobRequest) => {
  const { action, instanceIds, filter } = input;
  const items = itemsOf(instanceCondition(choiceOf({ instanceIds, filter }), context.caller));
  const id = await enqueueJob(context, { action, items, filter: instanceIds ? undefined : filter });
  return readJob(context, { id });
});

/** An item for each instance that the condition finds, the oldest first. */
export function itemsOf(condition: SQL | undefined): SQL {
  return sql`
    select ${instance.id}::text as subject,
      jsonb_build_object('instanceId', ${instance.id}) as input,
      ${instance.id} as instance_id,
      jsonb_build_object('serverName', ${instance.serverName}, 'userId', ${instance.userId}, 'platformName', ${instance.platformName}) as label
    from ${instance} where ${condition ?? sql`true`} order by ${instance.createdAt}, ${instance.id}`;
}
