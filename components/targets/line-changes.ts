type Line = { number: number; text: string; changed: boolean };

/** Which lines of two texts the other does not have, wherever it has them: a reader looks at both, side by side. */
export function lineChanges(before: string, after: string): { left: Line[]; right: Line[] } {
  const [left, right] = [before.split("\n"), after.split("\n")];
  return { left: against(left, right), right: against(right, left) };
}

/** Counts how often the other has a line, so that one of two is told as new. */
function against(lines: readonly string[], others: readonly string[]): Line[] {
  const there = new Map<string, number>();
  for (const line of others) there.set(line, (there.get(line) ?? 0) + 1);
  return lines.map((text, number) => {
    const left = there.get(text) ?? 0;
    there.set(text, left - 1);
    return { number, text, changed: left < 1 };
  });
}
