import { afterEach, expect, it, vi } from "vitest";
import { failureOf } from "../upstream/testing";
import { BODY_LIMIT, readJson } from "./body";

const encoder = new TextEncoder();

function request(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const init = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "content-type": "application/json", ...headers },
  };
  return new Request("http://console.test/", init as RequestInit);
}

/** A body that is sent in pieces, without saying how long it is; it remembers whether it was given up. */
function inPieces(pieces: Iterator<Uint8Array>) {
  const sent = { pieces: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) return controller.close();
      sent.pieces += 1;
      controller.enqueue(value);
    },
    cancel() {
      sent.cancelled = true;
    },
  });
  return { stream, sent };
}

afterEach(() => void vi.useRealTimers());

it("stops reading a body that never ends", async () => {
  const kibibyte = encoder.encode(" ".repeat(1024));
  const { stream, sent } = inPieces(
    (function* () {
      for (;;) yield kibibyte;
    })(),
  );
  expect(await failureOf(readJson(request(stream)))).toMatchObject({
    code: "too-large",
    effect: "nothing-changed",
  });
  expect(sent.cancelled).toBe(true);
  expect(sent.pieces).toBeLessThan(BODY_LIMIT / 1024 + 5);
});

it("does not believe a Content-Length that says little", async () => {
  const body = JSON.stringify("n".repeat(BODY_LIMIT));
  expect(await failureOf(readJson(request(body, { "content-length": "2" })))).toMatchObject({
    code: "too-large",
  });
});

it("reads as much as the limit allows, and not a byte more", async () => {
  const text = "n".repeat(BODY_LIMIT - 2);
  expect(await readJson(request(JSON.stringify(text)))).toBe(text);
  expect(await failureOf(readJson(request(JSON.stringify(`${text}n`))))).toMatchObject({ code: "too-large" });
});

it("counts bytes, not characters", async () => {
  const text = "ü".repeat(BODY_LIMIT / 2);
  expect(await failureOf(readJson(request(JSON.stringify(text))))).toMatchObject({ code: "too-large" });
});

it("puts characters together that arrive in two pieces", async () => {
  const bytes = encoder.encode('"grüße 🙂"');
  const { stream } = inPieces([...bytes].map((byte) => Uint8Array.of(byte)).values());
  expect(await readJson(request(stream))).toBe("grüße 🙂");
});

it("gives up a body that trickles in for too long", async () => {
  vi.useFakeTimers();
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('{"name":')),
    cancel() {
      cancelled = true;
    },
  });
  const failure = failureOf(readJson(request(stream)));
  await vi.advanceTimersByTimeAsync(9_999);
  expect(cancelled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await failure).toMatchObject({
    code: "invalid",
    message: expect.stringContaining("took too long"),
    effect: "nothing-changed",
  });
  expect(cancelled).toBe(true);
});

it("leaves no timer behind", async () => {
  vi.useFakeTimers();
  await readJson(request("{}"));
  expect(vi.getTimerCount()).toBe(0);
});

it("takes no body for malformed JSON", async () => {
  expect(await failureOf(readJson(request(null)))).toMatchObject({ code: "invalid" });
});

it.each(["9007199254740993", "1234567890123456789", "1e400", "0.1234567890123456789"])(
  "refuses a number that would become another one: %s",
  async (digits) => {
    const error = await failureOf(readJson(request(`{"arguments":{"id":${digits}}}`)));
    expect(error).toMatchObject({ code: "invalid", message: expect.stringContaining(digits) });
    expect(await readJson(request(`{"id":"${digits}"}`))).toEqual({ id: digits });
  },
);
