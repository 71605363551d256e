import { linkFilterSchema } from "@/lib/contracts/link";
import { declareSearchParams } from "@/lib/search-params";

/** What the list of links is narrowed by: all of it stands in the address. */
export const linksParams = declareSearchParams(linkFilterSchema.shape);
