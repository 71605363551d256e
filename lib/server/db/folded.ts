import { type SQL, sql } from "drizzle-orm";
import { UNREAD } from "@/lib/words/fold";

/** The same as `fold` of the words, by the database. Immutable, so that a column can be made of it. */
export function folded(text: SQL): SQL {
  const plain = sql`regexp_replace(normalize(${text}, NFKD), '${sql.raw(UNREAD)}', '', 'g')`;
  return sql`lower(regexp_replace(${plain}, '\\s+', ' ', 'g'))`;
}
