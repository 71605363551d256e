import type { EventStore } from "@modelcontextprotocol/server";

/** What is kept of a session, for a client that lost its stream to read on: so many messages, and so many characters. */
const MESSAGES_AT_MOST = 200;
const CHARACTERS_AT_MOST = 1024 * 1024;

type Kept = { id: string; stream: string; message: Parameters<EventStore["storeEvent"]>[1]; length: number };

/** The latest events of one session, in memory. */
export function createSessionEvents(): EventStore {
  const kept: Kept[] = [];
  let [count, length] = [0, 0];
  return {
    async storeEvent(stream, message) {
      const event = { id: `${stream}/${++count}`, stream, message, length: JSON.stringify(message).length };
      kept.push(event);
      length += event.length;
      while (kept.length > MESSAGES_AT_MOST || length > CHARACTERS_AT_MOST)
        length -= kept.shift()?.length ?? 0;
      return event.id;
    },
    getStreamIdForEventId: async (id) => kept.find((event) => event.id === id)?.stream,
    async replayEventsAfter(id, { send }) {
      const at = kept.findIndex((event) => event.id === id);
      const last = kept[at];
      if (!last) throw new Error("what came after this event is not kept any more");
      for (const { stream, id: next, message } of kept.slice(at + 1)) {
        if (stream === last.stream) await send(next, message);
      }
      return last.stream;
    },
  };
}
