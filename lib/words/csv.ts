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
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is made text by an apostrophe in front,
 * and so is one that looks like such a cell already; and each is quoted, since a spreadsheet may split cells at other
 * signs than commas.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

// Full-width and other forms of the signs become the plain ones in some; white space in front is no hindrance in others.
const FORMULA = /^'*(?:[\t\r\n]|[\p{Z}\p{C}]*[=+\-@＝＋－＠﹦﹢﹣﹫−⁺₊⁼₌|%])/u;

/** The lines of a text that `csvLine` wrote, each as its cells; undefined where it is no such text. */
export function csvLines(text: string): string[][] | undefined {
  const lines: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    for (;;) {
      CELL.lastIndex = at;
      const [whole, quoted = ""] = CELL.exec(text) ?? [];
      if (whole === undefined) return undefined;
      at += whole.length;
      const cell = quoted.replaceAll('""', '"');
      const bare = cell.slice(1);
      cells.push(cell.startsWith("'") && FORMULA.test(bare) ? bare : cell);
      if (whole.endsWith("\r\n")) break;
    }
    lines.push(cells);
  }
  return lines;
}

const CELL = /"([^"]*(?:""[^"]*)*)"(?:,|\r\n)/y;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
