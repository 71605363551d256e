import * as z from "zod/mini";
import { declareSearchParams } from "@/lib/search-params";

/** What a link to the page begins it with: a bundle. */
export const createManyParams = declareSearchParams({ bundle: z.uuid() });
