import { organisation } from "../../db/schema/organisation";
import { verb } from "../../verb";

export const UNNAMED = "Your organisation";

/** Whose console this is. Its name is no secret: it stands on every connect link. */
export const readOrganisation = verb("organisation.read", ["member", "apiKey", "visitor"], async ({ db }) => {
  const [row] = await db
    .select({ name: organisation.name, logoType: organisation.logoType, updatedAt: organisation.updatedAt })
    .from(organisation);
  return {
    name: row?.name ?? UNNAMED,
    logoVersion: row?.logoType ? String(row.updatedAt.getTime()) : null,
  };
});

/** The logo's bytes and media type; undefined where there is none. */
export const readLogo = verb("organisation.read", ["member", "apiKey", "visitor"], async ({ db }) => {
  const [row] = await db.select({ logo: organisation.logo, type: organisation.logoType }).from(organisation);
  return row?.logo && row.type ? { bytes: row.logo, type: row.type } : undefined;
});
