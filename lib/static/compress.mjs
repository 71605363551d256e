import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { COMPRESSED_FOLDER, ENCODINGS, STATIC_FOLDER } from "./files.mjs";

/** What is not compressed already. */
const TEXT = /\.(?:js|mjs|css|svg|json|txt|xml|html|ico|ttf)$/;
/** Bytes below which an answer fits one packet anyway. */
const LEAST = 1024;

const ENCODERS = {
  br: (/** @type {Buffer} */ content) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  gzip: (/** @type {Buffer} */ content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};

/**
 * Compresses the static files once, as far as it goes, for `serve.mjs`. A step of the build.
 * @param {{ files?: string, compressed?: string }} [folders]
 */
export async function compressFiles({ files = STATIC_FOLDER, compressed = COMPRESSED_FOLDER } = {}) {
  await rm(compressed, { recursive: true, force: true });
  for (const entry of await readdir(files, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (content.length >= LEAST)
      await compressInto(path.join(compressed, path.relative(files, file)), content);
  }
}

/**
 * @param {string} target without the encoding's ending
 * @param {Buffer} content
 */
async function compressInto(target, content) {
  await mkdir(path.dirname(target), { recursive: true });
  await Promise.all(
    ENCODINGS.map(async ({ name, ending }) => {
      const encoded = await ENCODERS[name](content);
      if (encoded.length < content.length) await writeFile(target + ending, encoded);
    }),
  );
}
