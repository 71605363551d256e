import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { AdoptManyRequest } from "@/lib/contracts/user";
import { verb } from "../../verb";
import type { adoptInputSchema } from "../jobs/actions/adopt";
import { enqueueJob } from "../jobs/enqueue";
import { readJob } from "../jobs/read";

/** Begins the job that takes servers of many users into the record, one after the other and past failures. */
export const adoptUsers = verb("job.create", async (context, { upstream, users }: AdoptManyRequest) => {
  const items = new Map<string, object>();
  for (const { userId, serverNames } of users) {
    for (const serverName of serverNames) {
      const subject = JSON.stringify([serverName, userId]);
      const input: z.input<typeof adoptInputSchema> = { upstream, userId, serverName };
      items.set(subject, { subject, input, label: { serverName, userId, platformName: "" } });
    }
  }
  const listed = sql`
    select item->>'subject' as subject, item->'input' as input, null::uuid as instance_id, item->'label' as label
    from jsonb_array_elements(${JSON.stringify([...items.values()])}::jsonb) with ordinality as listed (item, place)
    order by place`;
  const id = await enqueueJob(context, { action: "adopt", items: listed });
  return readJob(context, { id });
});
