import { ToolRefusal } from "../../local-tool";

/** What only reads, by the word that it begins with. Everything else is refused, known or not. */
const THROUGH_CURSOR = new Set(["select", "with", "values", "table"]);
const AT_ONCE = new Set(["explain", "show"]);

/**
 * A statement without the comments before it and the semicolon behind it, and how its rows are fetched. It is only a
 * first look: the transaction is what keeps it from writing, and the protocol what keeps it to one statement.
 * @throws ToolRefusal
 */
export function readStatement(sql: string): { text: string; cursor: boolean } {
  const text = sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, "").replace(/[\s;]+$/, "");
  const word = /^\(*\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
  if (THROUGH_CURSOR.has(word)) return { text, cursor: true };
  if (AT_ONCE.has(word)) return { text, cursor: false };
  throw new ToolRefusal(
    "Only statements that read are run here: SELECT, WITH, VALUES, TABLE, EXPLAIN and SHOW, one at a time. Nothing was run.",
  );
}
