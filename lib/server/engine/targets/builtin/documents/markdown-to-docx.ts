import {
  BorderStyle,
  Document,
  type FileChild,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { marked, type Token, type Tokens } from "marked";
import { inlineRuns, MONOSPACE } from "./inline-runs";

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
];
/** Lists nest no deeper in a Word document's numbering. */
const DEEPEST = 8;
const ORDERED = "ordered";

/** Where a block stands: how deep in lists, and whether in a quotation. */
type Place = { level: number; quoted: boolean };

/** Markdown (CommonMark with tables) as a Word document (ECMA-376). HTML in it is left out. */
export function docxOf(markdown: string, title?: string): Promise<Buffer> {
  const document = new Document({
    ...(title !== undefined && { title }),
    numbering: { config: [{ reference: ORDERED, levels: numberingLevels() }] },
    sections: [{ children: blocksOf(marked.lexer(markdown), { level: -1, quoted: false }) }],
  });
  return Packer.toBuffer(document);
}

function numberingLevels() {
  return Array.from({ length: DEEPEST + 1 }, (_, level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  }));
}

function blocksOf(tokens: readonly Token[], place: Place): FileChild[] {
  return tokens.flatMap((token) => blockOf(token, place));
}

function blockOf(token: Token, place: Place): FileChild[] {
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      return [new Paragraph({ heading: HEADINGS[depth - 1], children: inlineRuns(tokens) })];
    }
    case "paragraph":
    case "text":
      return [new Paragraph({ ...indentOf(place), children: inlineRuns(token.tokens ?? [token]) })];
    case "code":
      return (token as Tokens.Code).text
        .split("\n")
        .map(
          (line) =>
            new Paragraph({ ...indentOf(place), children: [new TextRun({ text: line, font: MONOSPACE })] }),
        );
    case "blockquote":
      return blocksOf(token.tokens ?? [], { ...place, quoted: true });
    case "hr":
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 6 } } })];
    case "list":
      return listOf(token as Tokens.List, { ...place, level: Math.min(place.level + 1, DEEPEST) });
    case "table":
      return [tableOf(token as Tokens.Table)];
    default:
      return [];
  }
}

function indentOf({ level, quoted }: Place) {
  const left = 720 * (level + 1 + (quoted ? 1 : 0));
  return left > 0 ? { indent: { left } } : {};
}

/** The first block of an item carries its mark; what follows stands below it. */
function listOf({ ordered, items }: Tokens.List, place: Place): FileChild[] {
  const { level } = place;
  const mark = ordered ? { numbering: { reference: ORDERED, level } } : { bullet: { level } };
  return items.flatMap(({ tokens, task, checked }) => {
    const box = task ? [new TextRun(checked ? "☑ " : "☐ ")] : [];
    const [first, ...rest] = tokens.filter(({ type }) => type !== "checkbox");
    const opens = first && (first.type === "text" || first.type === "paragraph");
    const head = opens ? inlineRuns(first.tokens ?? [first]) : [];
    return [
      new Paragraph({ ...mark, children: [...box, ...head] }),
      ...blocksOf(opens || !first ? rest : [first, ...rest], place),
    ];
  });
}

function tableOf({ header, rows }: Tokens.Table): Table {
  const row = (cells: readonly Tokens.TableCell[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      children: cells.map(
        ({ tokens }) =>
          new TableCell({
            children: [new Paragraph({ children: inlineRuns(tokens, { bold: tableHeader }) })],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
  });
}
