import { Agent, request } from "node:http";

/** One connection to each app, kept open, so that no figure has a handshake in it. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * Sends one request and reads the answer to its end.
 * @returns `status`, `headers`, the `text`, and the `milliseconds` from the first byte sent to the last one read
 */
export function send(url, { method = "GET", headers = {}, json } = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const sent =
    body === undefined
      ? headers
      : { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const outgoing = request(url, { method, headers: sent, agent }, (incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.once("error", reject);
      incoming.once("end", () => {
        const milliseconds = performance.now() - began;
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode, headers: incoming.headers, text, milliseconds });
      });
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
