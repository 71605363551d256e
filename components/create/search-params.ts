import * as z from "zod/mini";
import { resolveServerName } from "@/lib/catalogue/server-name";
import { declareSearchParams } from "@/lib/search-params";

/** What a link to the create page begins it with: a server, by any of its spellings, or an instance to show. */
export const createParams = declareSearchParams({
  server: z.pipe(z.string(), z.transform(resolveServerName)),
  user: z.string(),
  platform: z.string(),
  instance: z.uuid(),
});
