import { expect, it } from "vitest";
import { markNumbers } from "../../exact-numbers";
import { createConnections } from "./connections";
import { startEverything } from "./testing";

/** Whatever the random ids of their sessions are made of. */
const CONNECTIONS = 300;

it("connects to a server over HTTP+SSE as often as it is asked to", async () => {
  const everything = await startEverything("sse");
  const { take } = createConnections();
  const place = {
    url: new URL(everything.url),
    transport: "SSE" as const,
    fetch: async (url: string | URL, init?: RequestInit) => markNumbers(await fetch(url, init)),
    // For the other transport.
    ...({} as { post: never; authorized: never }),
  };
  try {
    for (let nth = 0; nth < CONNECTIONS; nth += 1) {
      const { connection } = await take({ key: String(nth), ...place });
      const { tools } = await connection.client.listTools();
      expect(tools.length, `connection ${nth}`).toBeGreaterThan(0);
      await connection.client.close();
    }
  } finally {
    await everything.stop();
  }
});
