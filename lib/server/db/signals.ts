import { randomUUID } from "node:crypto";
import type { Client } from "pg";

const CHANNEL = "patchbay";
/** Milliseconds until a connection that was lost is opened anew, at first and at most. */
const AGAIN = 500;
const AGAIN_AT_MOST = 30_000;
/** Milliseconds between two looks at whether what is sent is still heard: a connection may be gone without a word. */
const PROBE_EVERY = 10_000;
const CONNECTION_TIMEOUT = 10_000;

/** Without a topic, something may have been missed. */
type Hear = (topic?: string) => void;

/**
 * What processes on one database tell each other at once, by Postgres's LISTEN and NOTIFY. None of it may be relied on: a
 * connection is lost, and a pooler hands nothing on. Whoever waits for something looks for itself as well, less often
 * while signals are heard.
 */
export type Signals = {
  /** Tells every process that listens. What was written before is seen by whoever hears it. */
  send(topic: string): Promise<void>;
  listen(hear: Hear): void;
  /** Whether what is sent arrives here, for now. */
  isHeard(): boolean;
  close(): Promise<void>;
};

/**
 * @param url of a connection that is kept, opened with the first to listen
 * @param notify sends over any connection
 */
export function createSignals(
  url: string,
  notify: (channel: string, topic: string) => Promise<unknown>,
): Signals {
  const hearers = new Set<Hear>();
  let client: Client | undefined;
  let [heard, closed, pause] = [false, false, AGAIN];
  let timer: NodeJS.Timeout | undefined;
  const tell: Hear = (topic) => {
    for (const hear of hearers) hear(topic);
  };

  async function connect(): Promise<void> {
    const { Client } = await import("pg");
    const own = new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECTION_TIMEOUT,
      keepAlive: true,
    });
    client = own;
    const probe = `probe ${randomUUID()}`;
    let isAnswered = true;
    const ask = () => {
      if (!isAnswered) return lose();
      isAnswered = false;
      return notify(CHANNEL, probe).catch(() => undefined);
    };
    const probes = setInterval(() => void ask(), PROBE_EVERY).unref();
    async function lose(): Promise<void> {
      if (client !== own) return;
      client = undefined;
      heard = false;
      clearInterval(probes);
      if (!closed) timer = setTimeout(() => void connect(), pause).unref();
      pause = Math.min(pause * 2, AGAIN_AT_MOST);
      tell();
      await own.end().catch(() => undefined);
    }
    own.on("error", () => void lose());
    own.on("end", () => void lose());
    own.on("notification", ({ payload }) => {
      if (payload !== probe) return tell(payload);
      isAnswered = true;
      if (heard) return;
      [heard, pause] = [true, AGAIN];
      tell();
    });
    try {
      await own.connect();
      await own.query(`listen ${CHANNEL}`);
      await ask();
    } catch {
      await lose();
    }
  }

  return {
    async send(topic) {
      await notify(CHANNEL, topic);
    },
    listen(hear) {
      hearers.add(hear);
      if (hearers.size === 1 && !closed) void connect();
    },
    isHeard: () => heard,
    async close() {
      closed = true;
      clearTimeout(timer);
      heard = false;
      await client?.end().catch(() => undefined);
    },
  };
}
