import { desc, eq, max, ne } from "drizzle-orm";
import type { Suggestions } from "@/lib/contracts/instance";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { authorize } from "../authorize";

const MOST = { userIds: 200, platformNames: 50, recentServers: 6 };

/** What the create form offers before anything is typed: known users and platforms, and the operator's last servers. */
export async function suggest({ db, actor }: Context): Promise<Suggestions> {
  authorize(actor, "viewer");
  const latest = desc(max(instance.createdAt));
  const [users, platforms, servers] = await Promise.all([
    db
      .select({ userId: instance.userId })
      .from(instance)
      .groupBy(instance.userId)
      .orderBy(latest)
      .limit(MOST.userIds),
    db
      .select({ platformName: instance.platformName })
      .from(instance)
      .where(ne(instance.platformName, ""))
      .groupBy(instance.platformName)
      .orderBy(latest)
      .limit(MOST.platformNames),
    db
      .select({ serverName: instance.serverName })
      .from(instance)
      .where(eq(instance.createdBy, actor.id))
      .groupBy(instance.serverName)
      .orderBy(latest)
      .limit(MOST.recentServers),
  ]);
  return {
    userIds: users.map(({ userId }) => userId),
    platformNames: platforms.map(({ platformName }) => platformName),
    recentServers: servers.map(({ serverName }) => serverName),
  };
}
