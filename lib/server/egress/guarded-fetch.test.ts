import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { EgressError, type EgressFault } from "./egress-error";
import { createGuardedFetch, type GuardedRequest } from "./guarded-fetch";
import type { Resolve } from "./lookup";

const servers: Pick<Server, "close" | "listen" | "address" | "once">[] = [];
const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const end of cleanUp.splice(0)) end();
  for (const server of servers.splice(0)) server.close();
});

/** A server on loopback that remembers who asked. */
async function loopback(listener: RequestListener = (_request, response) => response.end("here")) {
  const asked: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  cleanUp.push(() => server.closeAllConnections());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}`, asked };
}

async function faultOf(call: Promise<unknown>): Promise<EgressFault> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EgressError);
  return (error as EgressError).fault;
}

const read = async (response: Promise<Response>) => (await response).text();
const nowhere: Resolve = async () => {
  throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
};

describe("what is not on the public internet", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://0x7f.1/",
    "https://0x7f000001/",
    "https://127.1/",
    "https://1.2.3.4@127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:7f00:1::]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.100.100.200/",
    "https://10.0.0.1/",
    "https://0/",
    "https://１２７.０.０.１/",
    "https://localhost/",
    "https://localhost./",
    "https://intranet/",
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "gopher://example.com/",
    "nonsense",
    "",
  ])("is not asked: %s", async (url) => {
    const asked: string[] = [];
    const resolve: Resolve = async (name) => {
      asked.push(name);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    expect(await faultOf(createGuardedFetch({ allowHosts: [], resolve })(url))).toBe("address-refused");
    expect(asked).toEqual([]);
  });

  it("is not asked by a name that leads there", async () => {
    const { host } = await loopback();
    const port = host.split(":")[1];
    for (const address of [
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "::1",
      "::ffff:127.0.0.1",
      "fd00::1",
    ]) {
      const family = address.includes(":") ? 6 : 4;
      const send = createGuardedFetch({ allowHosts: [], resolve: async () => [{ address, family }] });
      expect(await faultOf(send(`https://public.example:${port}/`)), address).toBe("address-refused");
    }
  });

  it("is not asked by a name that leads there the second time", async () => {
    const silent = createSocketServer();
    let connections = 0;
    silent.on("connection", (socket) => {
      connections += 1;
      socket.destroy();
    });
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    servers.push(silent as never);
    const answers = ["203.0.114.1", "127.0.0.1"];
    const send = createGuardedFetch({
      allowHosts: [],
      resolve: async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }],
    });
    const url = `https://rebinding.example:${(silent.address() as AddressInfo).port}/`;
    expect(["timed-out", "unreachable"]).toContain(await faultOf(send(url, { limits: { headers: 200 } })));
    expect(await faultOf(send(url))).toBe("address-refused");
    expect(connections).toBe(0);
  });

  it("is asked where an administrator named it with its port, and nowhere beside it", async () => {
    const [one, other] = [await loopback(), await loopback()];
    const send = createGuardedFetch({ allowHosts: [one.host] });
    expect(await read(send(one.url))).toBe("here");
    expect(await faultOf(send(other.url))).toBe("address-refused");
    expect(await faultOf(send(one.url.replace("127.0.0.1", "127.0.0.2")))).toBe("address-refused");
  });
});

describe("redirects", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254/",
    "https://127.0.0.1:1/",
    "https://[::ffff:127.0.0.1]/",
    "http://example.com/",
    "file:///etc/passwd",
  ])("are checked anew: %s", async (location) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { host, url } = await loopback((_request, response) =>
        response.writeHead(status, { location }).end(),
      );
      expect(await faultOf(createGuardedFetch({ allowHosts: [host] })(url))).toBe("address-refused");
    }
  });

  it("carry no secret to another origin", async () => {
    const there = await loopback();
    const here = await loopback((_request, response) =>
      response.writeHead(302, { location: `${there.url}/x` }).end(),
    );
    const headers = {
      authorization: "Bearer canary",
      cookie: "a=canary",
      "x-api-key": "canary",
      accept: "text/plain",
    };
    const send = createGuardedFetch({ allowHosts: [here.host, there.host] });
    expect(await read(send(here.url, { headers }))).toBe("here");
    expect(JSON.stringify(here.asked)).toContain("canary");
    expect(JSON.stringify(there.asked)).not.toContain("canary");
    expect(there.asked[0]?.headers).toMatchObject({ accept: "text/plain" });
  });

  it("keep what was sent within one origin, as the status asks", async () => {
    const outcomes: Record<number, [string, string]> = {
      301: ["GET", ""],
      302: ["GET", ""],
      303: ["GET", ""],
      307: ["POST", "text"],
      308: ["POST", "text"],
    };
    for (const [status, [method, body]] of Object.entries(outcomes)) {
      const { host, url, asked } = await loopback((request, response) =>
        request.url === "/"
          ? response.writeHead(Number(status), { location: "/next" }).end()
          : response.end(),
      );
      const send = createGuardedFetch({ allowHosts: [host] });
      await read(send(url, { method: "POST", body: "text", headers: { authorization: "Bearer x" } }));
      expect(asked[1]).toMatchObject({ method, body, headers: { authorization: "Bearer x" } });
    }
  });

  it("take no body to another origin", async () => {
    const there = await loopback();
    const here = await loopback((_request, response) =>
      response.writeHead(307, { location: there.url }).end(),
    );
    const send = createGuardedFetch({ allowHosts: [here.host, there.host] });
    expect(await faultOf(send(here.url, { method: "POST", body: "code=canary" }))).toBe("redirect-refused");
    expect(there.asked).toEqual([]);
  });

  it("end", async () => {
    const { host, url, asked } = await loopback((_request, response) =>
      response.writeHead(302, { location: "/" }).end(),
    );
    expect(await faultOf(createGuardedFetch({ allowHosts: [host] })(url))).toBe("redirect-refused");
    expect(asked).toHaveLength(4);
  });

  it("are answered as they come to whoever asks for that", async () => {
    const { host, url } = await loopback((_request, response) =>
      response.writeHead(302, { location: "https://10.0.0.1/" }).end(),
    );
    const response = await createGuardedFetch({ allowHosts: [host] })(url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "https://10.0.0.1/"]);
  });
});

describe("limits", () => {
  async function ask(
    listener: RequestListener,
    limits: GuardedRequest["limits"] = {},
    more: GuardedRequest = {},
  ) {
    const { host, url } = await loopback(listener);
    return read(createGuardedFetch({ allowHosts: [host] })(url, { ...more, limits }));
  }

  it("end an answer of a byte now and then", async () => {
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write("x"), 10);
      response.once("close", () => clearInterval(timer));
    };
    expect(await faultOf(ask(drip, { whole: 200 }))).toBe("timed-out");
  });

  it("end an answer that stops, and one that never begins", async () => {
    expect(await faultOf(ask((_request, response) => response.write("x"), { idle: 50 }))).toBe("timed-out");
    expect(await faultOf(ask(() => undefined, { headers: 50 }))).toBe("timed-out");
  });

  it("let a stream go on that is not idle, where that is asked for", async () => {
    const stream: RequestListener = (_request, response) => {
      let sent = 0;
      const timer = setInterval(() => {
        sent += 1;
        if (sent === 12) response.end();
        else response.write("x");
      }, 20);
      response.once("close", () => clearInterval(timer));
    };
    const limits = { headers: 100, idle: 5_000, whole: undefined };
    expect(await ask(stream, limits)).toHaveLength(11);
  });

  it("hold for a gzip bomb while it is unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const answer: RequestListener = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    expect(await faultOf(ask(answer))).toBe("too-large");
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
  });

  it("hold for a body without end, to the byte", async () => {
    const answer =
      (bytes: number): RequestListener =>
      (_request, response) =>
        response.end("x".repeat(bytes));
    expect(await ask(answer(1000), { bytes: 1000 })).toHaveLength(1000);
    expect(await faultOf(ask(answer(1001), { bytes: 1000 }))).toBe("too-large");
  });

  it("hold for headers", async () => {
    const long: RequestListener = (_request, response) =>
      response.setHeader("x-long", "x".repeat(20_000)).end();
    expect(await faultOf(ask(long))).toBe("too-large");
    const endless: RequestListener = ({ socket }) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write(`x-more: ${"x".repeat(1000)}\r\n`), 1);
      socket.once("close", () => clearInterval(timer));
      socket.on("error", () => undefined);
    };
    expect(["too-large", "unreachable"]).toContain(await faultOf(ask(endless)));
    const dripping: RequestListener = ({ socket }) => {
      const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 5);
      socket.once("close", () => clearInterval(timer));
      socket.on("error", () => undefined);
    };
    expect(await faultOf(ask(dripping, { headers: 200 }))).toBe("timed-out");
  });

  it("leave the abort of the caller as it is", async () => {
    const reason = new Error("not wanted any more");
    const call = ask(() => undefined, {}, { signal: AbortSignal.abort(reason) });
    await expect(call).rejects.toBe(reason);
    const later = new AbortController();
    const waiting = ask(() => setTimeout(() => later.abort(reason), 20), {}, { signal: later.signal });
    await expect(waiting).rejects.toBe(reason);
  });
});

it("says what is wrong with a name, and keeps path and query to itself", async () => {
  const send = createGuardedFetch({ allowHosts: [], resolve: nowhere });
  const error = await send("https://gone.example/path-canary?query-canary").catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ fault: "name-unknown", message: expect.stringContaining("gone.example") });
  expect(String(error)).not.toContain("canary");
});
