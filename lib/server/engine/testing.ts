import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream as WebReadableStream } from "node:stream/web";
import type { EngineScope } from "@/lib/contracts/api-key";
import { createCipher, randomToken } from "../cipher";
import type { DatabaseHandle } from "../db/client";
import { openTestDatabase } from "../db/testing";
import { createLogger, type Logger } from "../process/log";
import { createEngine } from "./engine";
import type { FindKey, KeyUse } from "./rest/api-keys";

export const API_KEY = "an-engine-key-for-tests";

/** The engine on a database in memory, behind a real HTTP server on loopback whose origin is its `appUrl`, unless told. */
export async function startEngine({
  appUrl: publicUrl,
  returnOrigins = [],
  scopes,
  findKey,
  onSecretsRead,
  requestsInTenSeconds,
  defaultTarget = "sandbox",
  allowHosts = [],
  providerTimeout = 15_000,
  shared = false,
  secret = randomToken(),
  log = createLogger("silent"),
  open = () => openTestDatabase(),
}: {
  /** Under which it is known, where a proxy would stand in front of it. */
  appUrl?: string;
  shared?: boolean;
  returnOrigins?: string[];
  defaultTarget?: "sandbox" | "vendor";
  /** `host:port` entries that may be called though they are private. */
  allowHosts?: string[];
  scopes?: readonly EngineScope[];
  findKey?: FindKey;
  onSecretsRead?(use: KeyUse): Promise<void>;
  providerTimeout?: number;
  open?: () => Promise<DatabaseHandle>;
  requestsInTenSeconds?: number;
  /** Of a process that shares its database with another one. */
  secret?: string;
  log?: Logger;
} = {}) {
  const database = await open();
  // A test that is busy for seconds would else have an idle connection closed beneath its next request.
  const server = createServer({ keepAliveTimeout: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const appUrl = publicUrl ?? origin;
  const cipher = createCipher(secret);
  const { db } = database;
  /** As in one more process on the same database. */
  const another = ({ stays = true } = {}) =>
    createEngine({
      stays,
      db,
      cipher,
      appUrl,
      returnOrigins,
      apiKey: API_KEY,
      defaultTarget,
      providerTimeout,
      shared,
      signals: database.signals,
      egress: { allowHosts },
      log,
      ...(scopes && { scopes }),
      ...(findKey && { findKey }),
      ...(onSecretsRead && { onSecretsRead }),
      ...(requestsInTenSeconds && { requestsInTenSeconds }),
    });
  const engine = another();
  server.on("request", async (incoming, outgoing) => {
    const { method = "GET", rawHeaders } = incoming;
    const headers = new Headers();
    for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
      headers.append(`${rawHeaders[i]}`, `${rawHeaders[i + 1]}`);
    }
    // As the proxy passes it on that stands in front.
    if (publicUrl) headers.set("host", new URL(publicUrl).host);
    const body = method === "GET" || method === "HEAD" ? undefined : Readable.toWeb(incoming);
    const init = { method, headers, ...(body && { body, duplex: "half" }) };
    const response = await engine.fetch(new Request(appUrl + incoming.url, init as RequestInit));
    // What was refused before its body was read leaves a connection that serves no second request.
    if (!incoming.complete) outgoing.setHeader("connection", "close");
    outgoing.writeHead(response.status, [...response.headers].flat());
    // A caller that goes away ends what it was being answered.
    const answer = response.body as WebReadableStream | null;
    pipeline(answer ? Readable.fromWeb(answer) : Readable.from([]), outgoing, () => {});
  });

  /** A call of the API with the right key; a body is sent as JSON. */
  const api = (path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) =>
    fetch(`${origin}/engine${path}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function stop() {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await database.close();
  }

  const { controls, targets } = engine;
  return { appUrl, origin, controls, targets, apiKey: API_KEY, db, cipher, api, another, stop };
}

export type TestEngine = Awaited<ReturnType<typeof startEngine>>;
