import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { CREATE_AT_ONCE, type CreateManyRequest } from "@/lib/contracts/create-many";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { numberWords } from "@/lib/words/count";
import { fold } from "@/lib/words/fold";
import type { Context } from "../../context";
import { bundle } from "../../db/schema/bundle";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import type { createInputSchema } from "../jobs/actions/create";
import { enqueueJob } from "../jobs/enqueue";
import { readJob } from "../jobs/read";
import { findAlike } from "../users/alike";
import { requireServer } from "./create";
import { type InstanceRow, serializeInstance } from "./serialize";

/** What creating each server for each user would make, and which of these there are. @throws PatchbayError `invalid` */
export const previewInstances = verb("instance.preview", async (context, input: CreateManyRequest) => {
  const plan = await planOf(context, input);
  const existing = await findExisting(context, plan);
  return {
    serverNames: plan.serverNames,
    userIds: plan.userIds,
    isReadOnly: plan.isReadOnly,
    total: plan.serverNames.length * plan.userIds.length,
    existing: existing.map((row) => serializeInstance(row, context)),
    alike: [...(await findAlike(context.db, plan.userIds)), ...alikeAmong(plan.userIds)],
  };
});

/** Begins the job that creates each server for each user. @throws PatchbayError `invalid`, `not-found` for a bundle */
export const createInstances = verb("job.create", async (context, input: CreateManyRequest) => {
  const plan = await planOf(context, input);
  const items = itemsOf(plan, await findExisting(context, plan));
  const id = await enqueueJob(context, { action: "create", items, bundle: plan.bundle });
  return readJob(context, { id });
});

type Plan = Required<Pick<CreateManyRequest, "serverNames" | "userIds" | "connectionType" | "isReadOnly">> & {
  upstream: UpstreamId;
  platformName: string | null;
  /** The name of the bundle that is given, where one is. */
  bundle: string | undefined;
};

/** What is asked for, each server and each user once. */
async function planOf(context: Context, input: CreateManyRequest): Promise<Plan> {
  const { platformName = null, connectionType } = input;
  const { serverNames, isReadOnly, name } = await chosenServers(context, input);
  const named = await Promise.all(
    serverNames.map((serverName) => requireServer(context, { serverName, upstream: input.upstream })),
  );
  const plan: Plan = {
    serverNames: [...new Set(named)],
    userIds: [...new Set(input.userIds)],
    platformName,
    connectionType,
    isReadOnly,
    upstream: context.upstreams.get(input.upstream).id,
    bundle: name,
  };
  const total = plan.serverNames.length * plan.userIds.length;
  if (total <= CREATE_AT_ONCE) return plan;
  throw new PatchbayError(
    "invalid",
    `That makes ${numberWords(total)} instances, and at most ${numberWords(CREATE_AT_ONCE)} are created at once. Choose fewer servers, or name fewer users.`,
    { fields: { userIds: ["Name fewer users, or choose fewer servers."] } },
  );
}

type Chosen = Pick<Plan, "serverNames" | "isReadOnly"> & { name?: string };

async function chosenServers(
  { db }: Context,
  { serverNames, bundleId, isReadOnly }: CreateManyRequest,
): Promise<Chosen> {
  if (bundleId === undefined) {
    if (serverNames) return { serverNames, isReadOnly };
    throw refusal("Choose at least one server, or a bundle.");
  }
  if (serverNames) throw refusal("Choose servers or a bundle, and not both.");
  const [chosen] = await db.select().from(bundle).where(eq(bundle.id, bundleId));
  if (!chosen) throw new PatchbayError("not-found", "There is no such bundle. Reload the page.");
  return chosen;
}

function refusal(message: string): PatchbayError {
  return new PatchbayError("invalid", message, { fields: { serverNames: [message] } });
}

/** Two of the same list who look alike: the later one of each pair. */
function alikeAmong(userIds: readonly string[]): { userId: string; like: string }[] {
  const seen = new Map<string, string>();
  return userIds.flatMap((userId) => {
    const like = seen.get(fold(userId));
    if (like !== undefined) return [{ userId, like }];
    seen.set(fold(userId), userId);
    return [];
  });
}

function findExisting({ db }: Context, plan: Plan): Promise<InstanceRow[]> {
  return db
    .select()
    .from(instance)
    .where(
      and(
        eq(instance.upstream, plan.upstream),
        inArray(instance.serverName, plan.serverNames),
        inArray(instance.userId, plan.userIds),
        eq(instance.platformName, plan.platformName ?? ""),
      ),
    );
}

/** One for each server of each user, user by user. */
function itemsOf(plan: Plan, existing: readonly InstanceRow[]): SQL {
  const { userIds, serverNames, platformName, connectionType, isReadOnly, upstream } = plan;
  const nameOf = (serverName: string, userId: string) => JSON.stringify([serverName, userId]);
  const known = new Set(existing.map(({ serverName, userId }) => nameOf(serverName, userId)));
  const items = userIds.flatMap((userId) =>
    serverNames.map((serverName) => {
      const subject = nameOf(serverName, userId);
      const input: z.input<typeof createInputSchema> = {
        ...{ serverName, userId, platformName, connectionType, isReadOnly, upstream },
        known: known.has(subject),
      };
      return { subject, input, label: { serverName, userId, platformName: platformName ?? "" } };
    }),
  );
  return sql`
    select item->>'subject' as subject, item->'input' as input, null::uuid as instance_id, item->'label' as label
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as listed (item, place) order by place`;
}
