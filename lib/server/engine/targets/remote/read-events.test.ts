import { expect, it } from "vitest";
import { readEvents, type StreamEvent } from "./read-events";

const TEXT = [
  ": only a comment",
  "",
  "id: 1",
  "data:",
  "",
  "retry: 250",
  "event: message",
  'data: {"a":"ä😀',
  'data: second"}',
  "",
  "event: other",
  "data:no space",
  "unknown: field",
  "",
  "data: never ended",
];
const EVENTS = [
  { name: "message", data: "", id: "1" },
  { name: "message", data: '{"a":"ä😀\nsecond"}' },
  { name: "other", data: "no space" },
];

async function* inPieces(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

it.each(["\n", "\r\n", "\r"])("reads events whose lines end with %j, however they are cut", async (end) => {
  const bytes = Buffer.from(TEXT.join(end));
  for (let size = 1; size <= bytes.length; size += 1) {
    const [events, waits]: [StreamEvent[], number[]] = [[], []];
    for await (const event of readEvents(inPieces(bytes, size), (wait) => waits.push(wait)))
      events.push(event);
    expect(events, `${size} bytes at once`).toEqual(EVENTS);
    expect(waits).toEqual([250]);
  }
});

it("hands an event on before the next one comes", async () => {
  let sent = 0;
  async function* body() {
    for (const name of ["one", "two"]) {
      sent += 1;
      yield Buffer.from(`data: ${name}\n\n`);
    }
  }
  const events = readEvents(body(), () => undefined);
  expect((await events.next()).value).toEqual({ name: "message", data: "one" });
  expect(sent).toBe(1);
});
