import path from "node:path";

/** Where Next puts what is the same for everybody and never changes under its name. */
export const STATIC_FOLDER = path.join(".next", "static");
/** Where `compress.mjs` puts the same files compressed, under the same names and an ending of `ENCODINGS`. */
export const COMPRESSED_FOLDER = path.join(".next", "compressed");

/** What files are kept in, the smallest first: the name in HTTP, and the ending of the file. */
export const ENCODINGS = /** @type {const} */ ([
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
]);
