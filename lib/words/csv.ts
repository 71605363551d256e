/**
 * What a file of CSV begins with: without this mark, spreadsheets on Windows take UTF-8 for another encoding. Then come
 * its lines.
 */
export const CSV_BEGINNING = "\uFEFF";

/** A whole file. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return CSV_BEGINNING + rows.map(csvLine).join("");
}

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made text by an apostrophe in front;
 * and each is quoted, since a spreadsheet may split cells at other signs than commas.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

// Full-width and other forms of the signs become the plain ones in some; white space in front is no hindrance in others.
const FORMULA = /^(?:[\t\r\n]|[\p{Z}\p{C}]*[=+\-@＝＋－＠﹦﹢﹣﹫−⁺₊⁼₌|%])/u;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
