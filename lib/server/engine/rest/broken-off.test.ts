import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeListener } from "../../http/node";
import { createLogger } from "../../process/log";
import { API_KEY, startEngine, type TestEngine } from "../testing";

const lines: string[] = [];
let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine({ log: createLogger("info", { write: (line) => void lines.push(line) }) });
});
afterAll(() => engine.stop());

it("says nothing of whoever leaves in the middle of a body, at the API and at a server URL", async () => {
  const process = engine.another();
  const answers: Promise<Response>[] = [];
  const listener = nodeListener((request) => {
    const answer = process.fetch(request);
    answers.push(answer);
    return answer;
  }, engine.appUrl);
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const path of ["/engine/mcp-server/instance/create", "/engine/mcp/x/y/mcp", "/engine/oauth/token"]) {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${new URL(engine.appUrl).host}`,
      `Authorization: Bearer ${API_KEY}`,
    ];
    socket.write(
      [...head, "Content-Type: application/json", "Content-Length: 1000", "", '{"a":'].join("\r\n"),
    );
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    socket.destroy();
    await answers.pop();
  }
  server.closeAllConnections();
  server.close();
  expect(lines.filter((line) => line.includes("failed"))).toEqual([]);
});
