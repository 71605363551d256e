import { Socket } from "node:net";
import { Client, type ClientConfig, type QueryArrayResult } from "pg";
import { ToolRefusal } from "../../local-tool";
import type { BuiltinContext } from "../context";
import { connectionOptions } from "./connection-string";

/** Milliseconds. */
const CONNECT_TIME = 10_000;
const STATEMENT_TIME = 15_000;
const WHOLE_TIME = 25_000;
/** Bytes that one call may bring from the database. */
const BYTES_AT_MOST = 20 * 1024 * 1024;

/** One statement by the extended protocol, which takes no second one behind it. */
export type RunStatement = (text: string, values?: readonly unknown[]) => Promise<QueryArrayResult>;

/**
 * Lets something be read from the account's database, in a transaction of its own that is read-only, is rolled back,
 * and whose connection is thrown away, so that nothing of a call is left for the next one.
 * @throws ToolRefusal, with the database's own words where it gave any
 */
export async function inReadOnlyTransaction<T>(
  context: BuiltinContext,
  signal: AbortSignal | undefined,
  read: (run: RunStatement) => Promise<T>,
): Promise<T> {
  const options = connectionOptions(await context.credential());
  const { host, port, user, password, database } = options;
  const socket = guardedSocket(context, host, port);
  const client = new Client({
    host,
    port,
    user,
    password,
    database,
    ssl: options.tls !== "off" && { rejectUnauthorized: options.tls === "verified" },
    stream: () => socket,
    connectionTimeoutMillis: CONNECT_TIME,
    statement_timeout: STATEMENT_TIME,
    application_name: "patchbay",
    types: { getTypeParser: exactParser },
  } as ClientConfig);
  client.on("error", () => {});
  const end = (reason: string) => () => socket.destroy(new Error(reason));
  const timer = setTimeout(end("It took too long."), WHOLE_TIME);
  const cancel = end("The call was cancelled.");
  signal?.addEventListener("abort", cancel);
  let received = 0;
  socket.on("data", ({ length }: Buffer) => {
    received += length;
    if (received > BYTES_AT_MOST) socket.destroy(new Error("The answer is too large. Ask for less."));
  });
  try {
    await client.connect();
    const run: RunStatement = (text, values = []) =>
      client.query({ text, values: [...values], rowMode: "array", queryMode: "extended" } as never);
    await run("begin transaction read only");
    // From the first look at the data on, nothing can make the transaction writable any more.
    await run("select 1");
    return await read(run);
  } catch (error) {
    if (error instanceof ToolRefusal) throw error;
    const told = socket.errored?.message ?? (error instanceof Error ? error.message : "");
    throw new ToolRefusal(`The database did not do it: ${told || "it could not be reached."}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
    // Without a word: the server rolls back what its client leaves.
    socket.destroy();
  }
}

/** Values as JSON holds them exactly, and all others as the text that Postgres writes. */
function exactParser(type: number): (text: string) => unknown {
  const kind = EXACT[type];
  if (kind === "boolean") return (text) => text === "t";
  return kind === "integer" ? Number : (text) => text;
}

/** Object ids of types: bool, int2, int4. */
const EXACT: Readonly<Record<number, "boolean" | "integer">> = {
  16: "boolean",
  21: "integer",
  23: "integer",
};

/** A socket that resolves the host by the guard, and connects to what it checked. */
function guardedSocket({ lookup }: BuiltinContext, host: string, port: number): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  socket.connect = (() => connect({ host, port, lookup: lookup(host, port) })) as Socket["connect"];
  return socket;
}
