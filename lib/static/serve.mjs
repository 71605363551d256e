import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream";
import { COMPRESSED_FOLDER, ENCODINGS, STATIC_FOLDER } from "./files.mjs";

/**
 * @typedef {{ file: string, size: number, etag: string }} Variant
 * @typedef {{ type: string, plain: Variant, encoded: Map<string, Variant> }} StaticFile
 */

const PREFIX = "/_next/static/";

/** @type {Record<string, string>} */
const TYPES = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=UTF-8",
  ".txt": "text/plain; charset=UTF-8",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".ico": "image/x-icon",
  ".png": "image/png",
};

/**
 * Serves Next's static files as they were compressed by the build, where Next would compress each anew for each client.
 * Only files that were there at the start are known, by their whole names, so that no address leads anywhere else. What
 * is not known, and whatever is not a plain request to read, is left to Next; so is everything where only `next build` ran.
 * @param {{ files?: string, compressed?: string }} [folders]
 * @returns {Promise<(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => boolean>}
 *   answers a request, or returns false
 */
export async function staticFiles({ files = STATIC_FOLDER, compressed = COMPRESSED_FOLDER } = {}) {
  const known = await list(files, compressed);
  return (request, response) => {
    const { method, url = "", headers } = request;
    if (!url.startsWith(PREFIX) || (method !== "GET" && method !== "HEAD")) return false;
    const file = known.get(nameIn(url));
    if (!file) return false;
    const encoding = chooseEncoding(headers["accept-encoding"], [...file.encoded.keys()]);
    const variant = (encoding && file.encoded.get(encoding)) || file.plain;
    response.setHeader("Content-Type", file.type);
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("ETag", variant.etag);
    if (file.encoded.size > 0) response.setHeader("Vary", "Accept-Encoding");
    if (variant !== file.plain) response.setHeader("Content-Encoding", String(encoding));
    if (isKnownTo(headers["if-none-match"], variant.etag)) {
      response.writeHead(304).end();
      return true;
    }
    response.setHeader("Content-Length", variant.size);
    if (method === "HEAD") response.writeHead(200).end();
    // Whoever left has no use for an error, and a file that vanished breaks off its answer.
    else pipeline(createReadStream(variant.file), response, () => {});
    return true;
  };
}

/**
 * @param {string} files
 * @param {string} compressed
 * @returns {Promise<Map<string, StaticFile>>} by their names, with forward slashes; empty where nothing was compressed
 */
async function list(files, compressed) {
  const entries = (await isThere(compressed))
    ? await readdir(files, { recursive: true, withFileTypes: true })
    : [];
  /** @type {Map<string, StaticFile>} */
  const known = new Map();
  for (const entry of entries) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = path.join(entry.parentPath, entry.name);
    const plain = await variantOf(file);
    if (!plain) continue;
    const name = path.relative(files, file);
    const encoded = new Map();
    for (const encoding of ENCODINGS) {
      const variant = await variantOf(path.join(compressed, name + encoding.ending));
      if (variant) encoded.set(encoding.name, variant);
    }
    known.set(name.split(path.sep).join("/"), { type, plain, encoded });
  }
  return known;
}

/** @param {string} folder */
async function isThere(folder) {
  return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
}

/**
 * @param {string} file
 * @returns {Promise<Variant | undefined>} undefined where there is no such file
 */
async function variantOf(file) {
  const stats = await stat(file).catch(() => undefined);
  if (!stats) return undefined;
  const etag = `"${stats.size.toString(16)}-${Math.floor(stats.mtimeMs).toString(16)}"`;
  return { file, size: stats.size, etag };
}

/** @param {string} url a request's, which can be decoded */
function nameIn(url) {
  const [address = ""] = url.split("?", 1);
  try {
    return decodeURIComponent(address.slice(PREFIX.length));
  } catch {
    return "";
  }
}

/**
 * What a client likes best of what there is (RFC 9110, 12.5.3); among equals the first.
 * @param {string | undefined} accepted the header
 * @param {string[]} available the smallest first
 * @returns {string | undefined} undefined for the file as it is
 */
export function chooseEncoding(accepted, available) {
  const weights = new Map(
    (accepted ?? "").split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight) || 0];
    }),
  );
  const weightOf = (/** @type {string} */ name) => weights.get(name) ?? weights.get("*") ?? 0;
  const [best] = available.toSorted((one, other) => weightOf(other) - weightOf(one));
  const identity = weights.get("identity") ?? 0;
  return best !== undefined && weightOf(best) > 0 && weightOf(best) >= identity ? best : undefined;
}

/**
 * @param {string | undefined} known the header If-None-Match
 * @param {string} etag
 */
function isKnownTo(known, etag) {
  if (known?.trim() === "*") return true;
  return known?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag) ?? false;
}
