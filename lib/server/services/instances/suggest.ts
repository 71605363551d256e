import { desc, eq, max, ne, type SQL } from "drizzle-orm";
import { resolveServerName } from "@/lib/catalogue/server-name";
import type { Suggestions } from "@/lib/contracts/instance";
import { instance } from "../../db/schema/instance";
import { verb } from "../../verb";
import { hasTargets, targetsOf } from "../targets/affected";

const MOST = { userIds: 200, platformNames: 50, creators: 50, recentServers: 6 };
/** So many of the latest instances are looked at, however many there are. */
const LATEST = 2000;

/** What the create form offers before anything is typed: known users and platforms, who created them, and the operator's last servers. */
export const suggest = verb("instance.list", async ({ db, caller, upstreams }): Promise<Suggestions> => {
  const latest = (condition?: SQL) =>
    db
      .select({
        userId: instance.userId,
        platformName: instance.platformName,
        serverName: instance.serverName,
        createdBy: instance.createdBy,
        createdByName: instance.createdByName,
        createdAt: instance.createdAt,
      })
      .from(instance)
      .where(condition)
      .orderBy(desc(instance.createdAt))
      .limit(LATEST)
      .as("latest");
  const [everybodys, own] = [latest(), latest(eq(instance.createdBy, caller.id))];
  const [users, platforms, creators, servers] = await Promise.all([
    db
      .select({ userId: everybodys.userId })
      .from(everybodys)
      .groupBy(everybodys.userId)
      .orderBy(desc(max(everybodys.createdAt)))
      .limit(MOST.userIds),
    db
      .select({ platformName: everybodys.platformName })
      .from(everybodys)
      .where(ne(everybodys.platformName, ""))
      .groupBy(everybodys.platformName)
      .orderBy(desc(max(everybodys.createdAt)))
      .limit(MOST.platformNames),
    db
      .select({ id: everybodys.createdBy, name: max(everybodys.createdByName) })
      .from(everybodys)
      .groupBy(everybodys.createdBy)
      .orderBy(desc(max(everybodys.createdAt)))
      .limit(MOST.creators),
    db
      .select({ serverName: own.serverName })
      .from(own)
      .groupBy(own.serverName)
      .orderBy(desc(max(own.createdAt)))
      .limit(MOST.recentServers),
  ]);
  const ownServers = hasTargets(upstreams) ? await targetsOf(upstreams).ownServers() : [];
  return {
    userIds: users.map(({ userId }) => userId),
    platformNames: platforms.map(({ platformName }) => platformName),
    creators: creators.map(({ id, name }) => ({ id, name: name ?? id })),
    // The form offers no others.
    recentServers: servers.flatMap(
      ({ serverName }) =>
        resolveServerName(serverName) ?? ownServers.find(({ name }) => name === serverName)?.name ?? [],
    ),
    ownServers,
  };
});
