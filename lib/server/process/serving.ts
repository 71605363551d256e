import type { RequestListener } from "node:http";
import { nodeListener } from "../http/node";
import { traceNode } from "../telemetry/request";
import type { Runtime } from "./context";

/** What `server.mjs` is told, which runs outside of the bundle and knows nothing else of the app. */
type Serving = {
  /** Answers what is below `/engine`; where there is none, Next says that it does not exist. */
  engine: RequestListener | undefined;
  /** Answers by Next, and tells of it where anybody is told. */
  traceNode: typeof traceNode;
  /** Closes what must not be cut off; nothing is served afterwards. */
  close(): Promise<void>;
};

/** Hands over what is to be served, once it can be. Where another server runs, nobody takes it. */
export function handOver({ engine, env, database, clocks, flush }: Runtime): void {
  const server = globalThis as typeof globalThis & { patchbayServing?: (serving: Serving) => void };
  server.patchbayServing?.({
    engine: engine && nodeListener(engine.fetch, env.appUrl, engine.shortWay),
    traceNode,
    async close() {
      await Promise.all([...clocks.values()].map((clock) => clock.stop()));
      await flush();
      await database.close();
    },
  });
}
