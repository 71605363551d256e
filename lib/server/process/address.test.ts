import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { addressGroup, clientAddress, refuseForgedForwarding } from "./address";

const REAL = "203.0.113.7";
const PROXY = "10.0.0.2";
const FORGED = "198.51.100.1";

test.each<[number, string, string | null]>([
  // Without a proxy, the server itself writes the header: `refuseForgedForwarding` has dropped any other.
  [0, REAL, REAL],
  [1, REAL, REAL],
  [1, `${FORGED}, ${REAL}`, REAL],
  [1, `${FORGED},${FORGED},${REAL}`, REAL],
  [2, `${REAL}, ${PROXY}`, REAL],
  [2, `${FORGED}, ${REAL}, ${PROXY}`, REAL],
  // Whoever comes past the outer proxy is not known, rather than taken at the word of what was sent.
  [2, REAL, null],
  [3, `${REAL}, ${PROXY}`, null],
  [1, "", null],
  [1, " , ", null],
  [1, `${FORGED},`, null],
  [1, "  2001:db8::7  ", "2001:db8::7"],
  [1, `${REAL}:51234`, REAL],
  [1, "[2001:db8::7]:443", "2001:db8::7"],
  [1, "[2001:db8::7]", "2001:db8::7"],
  [0, `::ffff:${REAL}`, REAL],
  [1, `[::ffff:${REAL}]:80`, REAL],
  [1, "unknown", null],
  [1, "_hidden", null],
  [1, "203.0.113.7:x", null],
  [1, "203.0.113.256", null],
  [1, "canary text", null],
])("behind %d proxies, %j comes from %s", (trustedProxies, header, address) => {
  expect(clientAddress(new Headers({ "x-forwarded-for": header }), trustedProxies)).toBe(address);
});

test("nothing is known without the header", () => {
  for (const trustedProxies of [0, 1, 2]) {
    expect(clientAddress(new Headers(), trustedProxies)).toBeNull();
    expect(clientAddress(undefined, trustedProxies)).toBeNull();
  }
});

test("no other header is believed", () => {
  const headers = new Headers({
    "x-real-ip": FORGED,
    forwarded: `for=${FORGED}`,
    "cf-connecting-ip": FORGED,
  });
  expect(clientAddress(headers, 1)).toBeNull();
});

test("a server that trusts no proxy never sees the forwarding headers of a client", async () => {
  refuseForgedForwarding();
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = {
    "X-Forwarded-For": FORGED,
    "x-forwarded-host": "evil.example",
    "X-FORWARDED-PROTO": "https",
    "x-kept": "1",
  };
  const seen: unknown = await (await fetch(url, { headers })).json();
  server.close();
  expect(seen).toHaveProperty("x-kept", "1");
  expect(Object.keys(seen ?? {}).filter((name) => name.startsWith("x-forwarded"))).toEqual([]);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2::7", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:db8::7", "2001:db8:0:0::/64"],
  ["::1", "127.0.0.0/8"],
  ["0:0:0:0:0:0:0:1", "127.0.0.0/8"],
  ["127.0.0.1", "127.0.0.0/8"],
  ["127.1.2.3", "127.0.0.0/8"],
  ["::2", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("tries from %s are counted under %s", (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test("tries from nobody knows where share one count", () => {
  expect(addressGroup(null)).toBe("unknown");
});
