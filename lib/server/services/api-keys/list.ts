import { desc } from "drizzle-orm";
import { apiKey } from "../../db/schema/api-key";
import { user } from "../../db/schema/auth";
import { verb } from "../../verb";
import { isMaker } from "./authenticate";
import { serializeApiKey } from "./serialize";

/** The list shows this many, the latest first. */
const MOST = 500;

/** The API keys, also those that do nothing any more. */
export const listApiKeys = verb("api-key.list", ["member"], async ({ db }) => {
  const rows = await db
    .select({ key: apiKey, maker: user.id })
    .from(apiKey)
    .leftJoin(user, isMaker)
    .orderBy(desc(apiKey.createdAt))
    .limit(MOST);
  return { keys: rows.map(({ key, maker }) => serializeApiKey(key, maker !== null)) };
});
