import { inflateRawSync } from "node:zlib";

/** Of everything in the file together, unpacked, in bytes. */
const UNPACKED_AT_MOST = 50 * 1024 * 1024;
const ENTRIES_AT_MOST = 2_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Whether a ZIP file (PKWARE APPNOTE 6.3) unpacks to something of a modest size. What its directory says of sizes is a
 * claim, so each entry is unpacked, up to what is left; what overlaps or is not well formed is not modest.
 */
export function isModestZip(file: Buffer): boolean {
  try {
    return unpackedSize(file) <= UNPACKED_AT_MOST;
  } catch {
    return false;
  }
}

/** @throws Error where the file is not well formed, or unpacks to more than is allowed */
function unpackedSize(file: Buffer): number {
  const { count, at } = findDirectory(file);
  if (count > ENTRIES_AT_MOST) throw new Error("too many entries");
  let total = 0;
  let place = at;
  for (let entry = 0; entry < count; entry += 1) {
    if (file.readUInt32LE(place) !== DIRECTORY_ENTRY) throw new Error("no entry where one should be");
    const method = file.readUInt16LE(place + 10);
    const packed = file.readUInt32LE(place + 20);
    const local = file.readUInt32LE(place + 42);
    total += unpack(file, { method, packed, local }, UNPACKED_AT_MOST - total);
    place +=
      46 + file.readUInt16LE(place + 28) + file.readUInt16LE(place + 30) + file.readUInt16LE(place + 32);
  }
  return total;
}

function findDirectory(file: Buffer): { count: number; at: number } {
  const earliest = Math.max(0, file.length - 22 - 0xffff);
  for (let place = file.length - 22; place >= earliest; place -= 1) {
    if (file.readUInt32LE(place) !== END_OF_DIRECTORY) continue;
    return { count: file.readUInt16LE(place + 10), at: file.readUInt32LE(place + 16) };
  }
  throw new Error("no directory");
}

function unpack(
  file: Buffer,
  { method, packed, local }: { method: number; packed: number; local: number },
  left: number,
): number {
  if (file.readUInt32LE(local) !== LOCAL_ENTRY) throw new Error("no entry where one should be");
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const bytes = file.subarray(from, from + packed);
  if (bytes.length !== packed) throw new Error("an entry is cut short");
  if (method === STORED) {
    if (packed > left) throw new Error("too large");
    return packed;
  }
  if (method !== DEFLATED) throw new Error("packed in a way that is not known");
  // Throws where more comes out. A length of 0 would be taken for no limit.
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, left) }).length;
}
