import * as z from "zod/mini";
import type { CombinedUrl } from "@/lib/contracts/combined-url";
import { serverNameSchema } from "@/lib/contracts/server-name";
import type { Context } from "../../context";
import type { combinedUrl } from "../../db/schema/combined-url";
import { maskedUrl } from "../instances/secrets";

export type CombinedUrlRow = typeof combinedUrl.$inferSelect;

const namesSchema = z.array(serverNameSchema);

/** A combined URL as it is told: of what opens it, nothing. */
export function serializeCombinedUrl(row: CombinedUrlRow, context: Pick<Context, "appUrl">): CombinedUrl {
  return {
    id: row.id,
    upstream: row.upstream,
    serverNames: namesSchema.safeParse(row.serverNames).data ?? [],
    maskedUrl: maskedUrl(context, row),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

/** What the record says of one. */
export function detailsOf({ upstream, serverNames }: Pick<CombinedUrlRow, "upstream" | "serverNames">) {
  return { upstream, servers: [...serverNames] };
}
