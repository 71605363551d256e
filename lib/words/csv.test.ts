import { describe, expect, it } from "vitest";
import { CSV_BEGINNING, csvLine, csvLines, csvText } from "./csv";

const SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−", "|", "%"];
const BEFORE = ["", " ", "\u00A0", "\u3000", "\uFEFF", "\u200B", "\t", "\r", "\n", "\0", " \t \n"];
const HOSTILE = BEFORE.flatMap((before) => SIGNS.map((sign) => `${before}${sign}cmd|'/C calc'!A0`));

/** The cells of a line as spreadsheets read them that split at a sign of their own. */
function cellsOf(line: string, split: string): string[] {
  const cells = [""];
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    if (character !== '"') {
      if (character === split && !quoted) cells.push("");
      else cells[cells.length - 1] += character;
    } else if (quoted && line[at + 1] === '"') {
      cells[cells.length - 1] += '"';
      at += 1;
    } else quoted = !quoted;
  }
  return cells;
}

describe("a cell", () => {
  it.each(HOSTILE)("that a spreadsheet would run is made text: %j", (cell) => {
    expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
  });

  it.each([";", ",", "\t", "|", " "])("begins nowhere but where it does, split at %j", (split) => {
    for (const cell of HOSTILE) {
      for (const within of [`x${split}${cell}${split}y`, `x"${split}${cell}`, `"${split}"${cell}`]) {
        const line = csvLine([within]);
        expect(cellsOf(line.trimEnd(), split)).toEqual([within]);
      }
    }
  });

  it.each([
    ["plain", '"plain"'],
    ["", '""'],
    ["a,b", '"a,b"'],
    ['say "hello"', '"say ""hello"""'],
    ["two\nlines", '"two\nlines"'],
    ["a=b", '"a=b"'],
    ["Élodie 漢字", '"Élodie 漢字"'],
  ])("is quoted: %j", (cell, expected) => {
    expect(csvLine(["x", cell, "y"])).toBe(`"x",${expected},"y"\r\n`);
  });
});

it("a file begins with the mark by which spreadsheets know its encoding", () => {
  expect(csvText([["a"], ["José"]])).toBe('\uFEFF"a"\r\n"José"\r\n');
  expect(new TextEncoder().encode(CSV_BEGINNING)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
});

it.each([
  ["plain", "text"],
  ["nothing", ""],
  ["what a spreadsheet computes", "=1+1"],
  ["what looks like such a cell already", "'=1+1"],
  ["an apostrophe of its own", "'tis"],
  ["two of them", "''@x"],
  ["quotes and line ends", 'a "b",\r\n"c"'],
])("%s is read as it was written", (_, text) => {
  expect(csvLines(csvLine([text, "next"]) + csvLine(["x", text]))).toEqual([
    [text, "next"],
    ["x", text],
  ]);
});

it.each(['"open', "bare\r\n", '"a" "b"\r\n', '"a",'])("what is no line of ours is not read: %j", (text) => {
  expect(csvLines(text)).toBeUndefined();
});
