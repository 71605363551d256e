import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressFiles } from "./compress.mjs";
import { staticFiles } from "./serve.mjs";

const SCRIPT = `console.log(${JSON.stringify("a line of script that says little. ".repeat(200))});\n`;
const SCRIPT_PATH = "/_next/static/chunks/page-1a2b.js";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-static-"));
  const files = path.join(folder, "static");
  const compressed = path.join(folder, "compressed");
  await mkdir(path.join(files, "chunks"), { recursive: true });
  await mkdir(path.join(files, "media"));
  await writeFile(path.join(files, "chunks/page-1a2b.js"), SCRIPT);
  await writeFile(path.join(files, "chunks/[id]-3c.js"), SCRIPT);
  await writeFile(path.join(files, "chunks/small.js"), "1;");
  await writeFile(path.join(files, "chunks/page.secret"), "not of a kind that is served");
  await writeFile(path.join(files, "media/font-5d.woff2"), Buffer.alloc(3000, 7));
  await writeFile(path.join(folder, "outside.js"), "outside();");
  await compressFiles({ files, compressed });
  const serve = await staticFiles({ files, compressed });
  server = createServer((incoming, response) => {
    if (!serve(incoming, response)) response.writeHead(404, { "x-left-to": "next" }).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

type Answer = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer };

/** By `node:http`, which sends an address as it is written and decodes nothing. */
async function get(address: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const outgoing = request({ host: "127.0.0.1", port, path: address, method, headers }).end();
  const [incoming] = await once(outgoing, "response");
  return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
}

describe("what is not one of the files", () => {
  it.each([
    "/_next/static/../outside.js",
    "/_next/static/%2e%2e/outside.js",
    "/_next/static/..%2foutside.js",
    "/_next/static/chunks/../../outside.js",
    "/_next/static/chunks%2f..%2f..%2foutside.js",
    "/_next/static//chunks/page-1a2b.js",
    "/_next/static/./chunks/page-1a2b.js",
    "/_next/static/chunks/page-1a2b.js/",
    "/_next/static/chunks/page-1a2b.js%00",
    "/_next/static/chunks/page-1a2b.js.br",
    "/_next/static/../compressed/chunks/page-1a2b.js.br",
    "/_next/static/chunks/page.secret",
    "/_next/static/chunks/%zz.js",
    "/_next/static/chunks",
    "/_next/static/",
    "/_next/static/__proto__",
    "/_next/server/app.js",
    "/instances/new",
  ])("is left to Next: %s", async (address) => {
    const { status, headers } = await get(address);
    expect([status, headers["x-left-to"]]).toEqual([404, "next"]);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])(
    "nor is %s a request to read one",
    async (method) => {
      expect((await get(SCRIPT_PATH, {}, method)).status).toBe(404);
    },
  );
});

describe("a script", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["identity", undefined],
    ["gzip", "gzip"],
    ["br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["GZIP", "gzip"],
    ["*", "br"],
    ["*;q=0", undefined],
    ["br;q=0, *", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
    ["br;q=0.5, gzip;q=0.5", "br"],
    ["identity;q=1, br;q=0.5", undefined],
    ["identity;q=0, gzip;q=0.2", "gzip"],
    ["br;q=nonsense", undefined],
    ["br ; q=0.7 , gzip ; q=0.7", "br"],
    ["zstd, compress", undefined],
    [`${"x,".repeat(1000)}br`, "br"],
  ])("asked for with %j comes as %j", async (accepted, encoding) => {
    const { status, headers, body } = await get(SCRIPT_PATH, {
      ...(accepted !== undefined && { "accept-encoding": accepted }),
    });
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers.vary).toBe("Accept-Encoding");
    expect(headers["content-type"]).toBe("application/javascript; charset=UTF-8");
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(Number(headers["content-length"])).toBe(body.length);
    const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""] ?? ((all: Buffer) => all);
    expect(decode(body).toString()).toBe(SCRIPT);
  });

  it("is found under a name that an address has to write otherwise", async () => {
    expect((await get("/_next/static/chunks/%5Bid%5D-3c.js")).body.toString()).toBe(SCRIPT);
    expect((await get(`${SCRIPT_PATH}?dpl=1`)).body.toString()).toBe(SCRIPT);
  });

  it("is described by HEAD as by GET, without its content", async () => {
    const accepted = { "accept-encoding": "br" };
    const [head, whole] = [await get(SCRIPT_PATH, accepted, "HEAD"), await get(SCRIPT_PATH, accepted)];
    const { date: _, ...described } = head.headers;
    expect(whole.headers).toMatchObject(described);
    expect(head.body.length).toBe(0);
  });

  it("is not sent again to who has it in the same encoding", async () => {
    const { headers } = await get(SCRIPT_PATH, { "accept-encoding": "br" });
    const etag = String(headers.etag);
    const again = (known: string, accepted: string) =>
      get(SCRIPT_PATH, { "if-none-match": known, "accept-encoding": accepted });
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const { status, body } = await again(known, "br");
      expect([status, body.length]).toEqual([304, 0]);
    }
    expect((await again(etag, "gzip")).status).toBe(200);
    expect((await again('"other"', "br")).status).toBe(200);
  });

  it("comes whole to who asks for a part", async () => {
    const { status, body } = await get(SCRIPT_PATH, { range: "bytes=0-9" });
    expect([status, body.toString()]).toEqual([200, SCRIPT]);
  });
});

it("leaves as it is what is small, and what is compressed already", async () => {
  for (const address of ["/_next/static/chunks/small.js", "/_next/static/media/font-5d.woff2"]) {
    const { status, headers } = await get(address, { "accept-encoding": "br, gzip" });
    expect([status, headers["content-encoding"], headers.vary]).toEqual([200, undefined, undefined]);
  }
});

it("knows no file where nothing was built", async () => {
  const serve = await staticFiles({
    files: path.join(folder, "none"),
    compressed: path.join(folder, "none"),
  });
  expect(serve({ method: "GET", url: SCRIPT_PATH, headers: {} } as never, {} as never)).toBe(false);
});
