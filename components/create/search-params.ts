import { resolveServerName } from "@/lib/catalogue/server-name";
import { declareSearchParams, readBy } from "@/lib/search-params";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What a link to the create page begins it with: a server, by any of its spellings, or an instance to show. */
export const createParams = declareSearchParams({
  server: readBy(resolveServerName),
  user: readBy((text) => text),
  platform: readBy((text) => text),
  instance: readBy((text) => (UUID.test(text) ? text : undefined)),
});
