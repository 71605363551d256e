import type { Organisation } from "@/lib/contracts/organisation";
import type { PublicContext } from "../../context";
import { organisation } from "../../db/schema/organisation";

const UNNAMED = "Your organisation";

/** Whose console this is. Its name is no secret: it stands on every connect link. */
export async function readOrganisation({ db }: Pick<PublicContext, "db">): Promise<Organisation> {
  const [row] = await db
    .select({ name: organisation.name, logoType: organisation.logoType, updatedAt: organisation.updatedAt })
    .from(organisation);
  return {
    name: row?.name ?? UNNAMED,
    logoVersion: row?.logoType ? String(row.updatedAt.getTime()) : null,
  };
}

/** The logo's bytes and media type; undefined where there is none. */
export async function readLogo({
  db,
}: Pick<PublicContext, "db">): Promise<{ bytes: Uint8Array; type: string } | undefined> {
  const [row] = await db.select({ logo: organisation.logo, type: organisation.logoType }).from(organisation);
  return row?.logo && row.type ? { bytes: row.logo, type: row.type } : undefined;
}
