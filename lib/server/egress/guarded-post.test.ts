import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { dispatcherOf } from "./dispatchers";
import { EgressError, type EgressFault } from "./egress-error";
import { createGuardedPost, textOf } from "./guarded-post";
import type { Resolve } from "./lookup";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const LIMITS = { headers: 2_000, idle: 2_000, bytes: 1_000_000 };
const loopback: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function postTo(host: string, limits: Partial<typeof LIMITS> = {}, stop?: (abort: () => void) => void) {
  const post = createGuardedPost(dispatcherOf({ allowHosts: [host] }));
  const asked = { headers: { "x-own": "1" }, body: "what is sent", limits: { ...LIMITS, ...limits } };
  return post(new URL(`http://${host}/a?b=c`), asked, stop);
}

async function faultOf(act: () => Promise<unknown>): Promise<EgressFault | unknown> {
  const error = await act().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof EgressError ? error.fault : error;
}

it("reaches neither private addresses nor names that lead there, nor what is no https", async () => {
  const post = createGuardedPost(dispatcherOf({ allowHosts: [], resolve: loopback }));
  for (const url of [
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::ffff:127.0.0.1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://localhost/",
    "https://public.example:1/",
    "http://example.com/",
    "file:///etc/passwd",
  ]) {
    const send = () => post(new URL(url), { headers: {}, body: "", limits: LIMITS });
    expect(await faultOf(send), url).toBe("address-refused");
  }
});

it("sends what it is given, and answers a redirect as it came", async () => {
  let asked: unknown;
  const host = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked = [request.method, request.url, request.headers["x-own"], body];
    response.writeHead(302, { location: "https://169.254.169.254/" }).end("moved");
  });
  const { status, body } = await postTo(host);
  expect([status, await textOf(body)]).toEqual([302, "moved"]);
  expect(asked).toEqual(["POST", "/a?b=c", "1", "what is sent"]);
});

it("uses connections again, also where nobody read the answer", async () => {
  const sockets = new Set<unknown>();
  const host = await serve((request, response) => {
    sockets.add(request.socket);
    response.end("answer");
  });
  const post = createGuardedPost(dispatcherOf({ allowHosts: [host] }));
  const asked = { headers: {}, body: "", limits: LIMITS };
  const url = new URL(`http://${host}/`);
  for (let nth = 0; nth < 10; nth += 1) {
    await (await post(url, asked)).discard();
    await textOf((await post(url, asked)).body);
  }
  // A connection is free a moment after its answer has ended, and the next request may come before that.
  expect(sockets.size).toBeLessThan(5);
});

it.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("unpacks %s, within its limit of bytes", async (encoding, pack) => {
  const host = await serve((_, response) =>
    response.writeHead(200, { "content-encoding": encoding }).end(pack(Buffer.alloc(100_000, "x"))),
  );
  expect(await textOf((await postTo(host)).body)).toHaveLength(100_000);
  expect(await faultOf(async () => textOf((await postTo(host, { bytes: 99_999 })).body))).toBe("too-large");
});

it("ends an answer that does not begin, that stops, and one that is packed in an unknown way", async () => {
  const silent = await serve(() => undefined);
  expect(await faultOf(() => postTo(silent, { headers: 50 }))).toBe("timed-out");
  const stopping = await serve((_, response) => response.write("x"));
  expect(await faultOf(async () => textOf((await postTo(stopping, { idle: 50 })).body))).toBe("timed-out");
  const packed = await serve((_, response) =>
    response.writeHead(200, { "content-encoding": "zip" }).end("x"),
  );
  expect(await faultOf(() => postTo(packed))).toBe("unreachable");
});

it("is ended by whoever asked, before the answer and in the middle of it", async () => {
  const [ends, listener]: [Promise<unknown>[], RequestListener] = [
    [],
    (request, response) => {
      ends.push(once(response, "close"));
      if (request.headers["x-own"] === "1") response.write("x");
    },
  ];
  const host = await serve(listener);
  let abort = () => {};
  const { body } = await postTo(host, {}, (end) => {
    abort = end;
  });
  const reading = faultOf(() => textOf(body));
  abort();
  expect(await reading).toMatchObject({ name: "AbortError" });
  await Promise.all(ends);
});
