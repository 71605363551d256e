import type { PGlite, Transaction } from "@electric-sql/pglite";
import pg from "pg";
import { vi } from "vitest";
import type { Database, DatabaseHandle } from "./client";

/** How many times the database is asked while something is done: each statement, and each beginning and end of a transaction. */
export async function countRoundTrips(
  { db, kind }: Pick<DatabaseHandle, "db" | "kind">,
  act: () => Promise<unknown>,
): Promise<number> {
  const counted = kind === "embedded" ? countEmbedded(db as Database & { $client: PGlite }) : countPostgres();
  try {
    await act();
    return counted.count();
  } finally {
    counted.stop();
  }
}

function countPostgres() {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  return { count: () => spy.mock.calls.length, stop: () => spy.mockRestore() };
}

function countEmbedded({ $client }: { $client: PGlite }) {
  let trips = 0;
  const { query, transaction } = $client;
  const counting = (inner: PGlite["query"]): PGlite["query"] => {
    return (...given) => {
      trips += 1;
      return inner(...given);
    };
  };
  $client.query = counting(query.bind($client));
  $client.transaction = (run) => {
    trips += 2;
    return transaction.call($client, (tx: Transaction) =>
      run({ ...tx, query: counting(tx.query.bind(tx)) }),
    ) as ReturnType<typeof run>;
  };
  return {
    count: () => trips,
    stop: () => Object.assign($client, { query, transaction }),
  };
}
