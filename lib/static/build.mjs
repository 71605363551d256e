/** The last step of `npm run build`. */
import { compressFiles } from "./compress.mjs";

await compressFiles();
