import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createConfiguredFetch } from "./configured-fetch";
import { createGuardedFetch } from "./guarded-fetch";

const asked: string[] = [];
const target = createServer((request, response) => {
  if (request.url === "/away") response.writeHead(302, { location: "/here" });
  request.pipe(response);
});
/** It resolves whatever name it is asked for to the server above. */
const proxy = createServer().on("connect", (request, socket) => {
  asked.push(`${request.url}`);
  if (request.url?.startsWith("refused.")) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  const { port } = target.address() as AddressInfo;
  const through = connect(port, "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    through.pipe(socket).pipe(through);
  });
  through.on("error", () => socket.destroy());
  socket.on("error", () => through.destroy());
  return undefined;
});

let throughIt: { url: string; except: string };
beforeAll(async () => {
  for (const server of [target, proxy]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  throughIt = { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, except: ".internal" };
});
afterAll(() => {
  for (const server of [target, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

it("goes through the proxy, which resolves the name", async () => {
  const send = createConfiguredFetch(throughIt);
  const request = new Request("http://upstream.example/x", { method: "POST", body: "what is sent" });
  expect(await (await send(request)).text()).toBe("what is sent");
  expect(asked).toContain("upstream.example:80");
});

it("follows no redirect", async () => {
  const response = await createConfiguredFetch(throughIt)(new Request("http://upstream.example/away"));
  expect([response.status, response.headers.get("location")]).toEqual([302, "/here"]);
});

it("says that it was the proxy which refused", async () => {
  const failure = createGuardedFetch({ allowHosts: [], proxy: throughIt })("https://refused.example/");
  await expect(failure).rejects.toMatchObject({ name: "EgressError", fault: "proxy-failed" });
});

it("hands the proxy no literal address that is private, and checks what it reaches without it", async () => {
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  const send = createGuardedFetch({ allowHosts: [], proxy: throughIt, resolve });
  const before = asked.length;
  for (const url of [
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://[::ffff:10.0.0.1]/",
    "https://a.internal/",
  ]) {
    await expect(send(url), url).rejects.toMatchObject({ fault: "address-refused" });
  }
  expect(asked.length).toBe(before);
});
