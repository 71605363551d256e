import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection that says exactly what it is told to, as no HTTP client would. */
export async function rawConnection(origin: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(origin).port), host: "localhost" });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  // A socket that nobody reads from never learns that the other side has ended it.
  socket.resume();
  return socket;
}

/** Sends a request as it stands. Answers what came back until the other side ended the connection. */
export async function sendRaw(origin: string, text: string | Uint8Array): Promise<string> {
  const socket = await rawConnection(origin);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.write(text);
  if (!socket.closed) await once(socket, "close");
  return answer;
}
