import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";

describe("a cell", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ['=cmd|"/C calc"!A0', `"'=cmd|""/C calc""!A0"`],
    ["+15551234", "'+15551234"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", `"'\r=1"`],
    ["\n=1", `"'\n=1"`],
  ])("that a spreadsheet would run is made text: %j", (cell, expected) => {
    expect(csvLine([cell])).toBe(`${expected}\r\n`);
  });

  it.each([
    ["plain", "plain"],
    ["", ""],
    ["a,b", '"a,b"'],
    ['say "hello"', '"say ""hello"""'],
    ["two\nlines", '"two\nlines"'],
    ["a=b", "a=b"],
    [" =1", " =1"],
    ["Élodie 漢字", "Élodie 漢字"],
  ])("is quoted where RFC 4180 asks for it: %j", (cell, expected) => {
    expect(csvLine(["x", cell, "y"])).toBe(`x,${expected},y\r\n`);
  });
});
