import type { Database } from "./client";

/**
 * A query whose text is written once for each database and not with each request, for what people wait for most; its
 * values are placeholders. `write` ends with `.prepare("")`: it has no name, which a pooler of connections would not
 * know the next time.
 */
export function prepared<Query>(write: (db: Database) => Query): (db: Database) => Query {
  const written = new WeakMap<Database, Query>();
  return (db) => {
    const query = written.get(db) ?? write(db);
    written.set(db, query);
    return query;
  };
}
