import { asc } from "drizzle-orm";
import { bundle } from "../../db/schema/bundle";
import { verb } from "../../verb";
import { serializeBundle } from "./serialize";

/** More than anybody would look through. */
const MOST = 500;

/** The bundles by name. */
export const listBundles = verb("bundle.list", async ({ db }) => {
  const rows = await db.select().from(bundle).orderBy(asc(bundle.name)).limit(MOST);
  return { bundles: rows.map(serializeBundle) };
});
