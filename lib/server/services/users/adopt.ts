import { and, eq } from "drizzle-orm";
import type { Instance, NewInstance } from "@/lib/contracts/instance";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { AdoptAnswer, AdoptRequest, UpstreamUsersAnswer } from "@/lib/contracts/user";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { isSilent } from "../../upstream/silence";
import { verb } from "../../verb";
import { readConnection } from "../connect/read";
import { obtainInstance } from "../instances/create";

/** Each user costs one more call within the upstream's rate. */
const PAGE_SIZE = 10;

type Asked = { upstream: UpstreamId; page: number };

/** Who is at an upstream, and which of their servers the record does not know. @throws PatchbayError */
export const listUpstreamUsers = verb("user.list-upstream", async (context, input: Asked) => {
  const { db, upstreams } = context;
  const { signal } = context.request;
  const { upstream: id, page } = input;
  const upstream = upstreams.get(id);
  const answer = await upstream.users({ page, size: PAGE_SIZE }, signal);
  const users: UpstreamUsersAnswer["users"] = [];
  for (const { userId, createdAt } of answer.users) {
    const integrations = await upstream.integrations(userId, signal);
    const known = await db
      .selectDistinct({ serverName: instance.serverName })
      .from(instance)
      .where(and(eq(instance.upstream, id), eq(instance.userId, userId)));
    const names = new Set(known.map(({ serverName }) => serverName));
    const unrecorded = integrations.filter(({ serverName }) => !names.has(serverName));
    users.push({ userId, createdAt, unrecorded, recorded: names.size });
  }
  return { users, unreadable: answer.unreadable, page, totalPages: answer.pages };
});

const NOT_THERE =
  "The upstream has no such server of this user, so there is nothing to adopt. To make one, create it.";

/**
 * Takes servers of one user into the record, each with its state: the idempotent create answers what is there, and is
 * asked for nothing that is not. A failure of one does not stop it; an upstream that does not answer does.
 */
export const adoptUser = verb("user.adopt", async (context, input: AdoptRequest): Promise<AdoptAnswer> => {
  const { upstream, userId, serverNames } = input;
  const answer: AdoptAnswer = { adopted: [], failures: [] };
  const there = new Set(await serversOf(context, { upstream, userId }));
  let silent: string | undefined;
  for (const serverName of serverNames) {
    if (silent) {
      answer.failures.push({ serverName, reason: `Not tried: ${silent}` });
      continue;
    }
    if (!there.has(serverName)) {
      answer.failures.push({ serverName, reason: NOT_THERE });
      continue;
    }
    try {
      answer.adopted.push(await adopt(context, { upstream, userId, serverName }));
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
      answer.failures.push({ serverName, reason: error.message });
      // An upstream that is down or busy is not asked for all the others too.
      if (isSilent(error)) silent = error.message;
    }
  }
  return answer;
});

/** What the upstream says that a user has. @throws PatchbayError where it cannot be asked */
async function serversOf(
  { upstreams }: Context,
  { upstream, userId }: Pick<AdoptRequest, "upstream" | "userId">,
): Promise<Instance["serverName"][]> {
  const integrations = await upstreams.get(upstream).integrations(userId);
  return integrations.map(({ serverName }) => serverName);
}

/** What the upstream does not tell of an instance that is there is recorded as what is safe to believe: that it may write. */
async function adopt(
  context: Context,
  which: Pick<NewInstance, "userId" | "serverName"> & { upstream: UpstreamId },
): Promise<Instance> {
  const settings = { connectionType: "StreamableHttp", legacy: false, isReadOnly: false } as const;
  const { instance: adopted } = await obtainInstance(context, { ...which, ...settings }, { adopted: true });
  const { instance: looked } = await readConnection(context, adopted);
  return looked;
}
