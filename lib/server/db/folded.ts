import { type SQL, sql } from "drizzle-orm";
import { UNREAD } from "@/lib/words/fold";

/** The same as `fold` of the words, by the database. Immutable, so that a column can be made of it. */
export function folded(text: SQL): SQL {
  const plain = sql`regexp_replace(normalize(${text}, NFKD), '${sql.raw(UNREAD)}', '', 'g')`;
  return sql`lower(regexp_replace(${plain}, '\\s+', ' ', 'g'))`;
}

/** The same to look for words in, for texts that are kept in no such column: most have only ASCII, and are as they are. */
export function foldedNow(text: SQL): SQL {
  return sql`case when octet_length(${text}) = char_length(${text}) then lower(${text}) else ${folded(text)} end`;
}
