import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Not on the public internet, by the registries of special addresses (RFC 6890 and after); or a cloud's own service. */
const CLOSED = blockList("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
]);
/** Of IPv6 one part is public, and these of it are not. */
const GLOBAL = blockList("ipv6", [["2000::", 3]]);
const CLOSED_OF_GLOBAL = blockList("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
]);

/** Whether an IP address can be reached by everybody, so that reaching it tells nobody anything about this network. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !CLOSED.check(address, "ipv4");
  if (!isIPv6(address)) return false;
  const groups = expand(address);
  const embedded = embeddedIPv4(groups);
  if (embedded) return isPublicAddress(embedded);
  const plain = groups.map((group) => group.toString(16)).join(":");
  return GLOBAL.check(plain, "ipv6") && !CLOSED_OF_GLOBAL.check(plain, "ipv6");
}

/** The IPv4 address that an IPv6 one leads to: mapped (`::ffff:0:0/96`), NAT64 (`64:ff9b::/96`) or 6to4 (`2002::/16`). */
function embeddedIPv4([a, b, c, d, e, f, g, h]: Groups): string | undefined {
  const middleIsZero = c === 0 && d === 0 && e === 0;
  if (a === 0 && b === 0 && middleIsZero && f === 0xffff) return dotted(g, h);
  if (a === 0x64 && b === 0xff9b && middleIsZero && f === 0) return dotted(g, h);
  if (a === 0x2002) return dotted(b, c);
  return undefined;
}

type Groups = [number, number, number, number, number, number, number, number];

/** The eight groups of an IPv6 address, whatever its spelling. */
function expand(address: string): Groups {
  const plain = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const [front = "", back] = plain.split("::");
  const groups = (part: string) => (part ? part.split(":").map((group) => Number.parseInt(group, 16)) : []);
  const head = groups(front);
  const tail = back === undefined ? [] : groups(back);
  const gap = Array<number>(8 - head.length - tail.length).fill(0);
  return [...head, ...gap, ...tail] as Groups;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

function blockList(family: "ipv4" | "ipv6", subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
