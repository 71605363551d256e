const HEADINGS = ["", "", "console", "middle half", "beside", "added", "ratio", "aim", ""];

/** Whether a line keeps to its aim: at most `budget`, or at least `atLeast`. Undefined for one without. */
export function isMissed({ judged, budget, atLeast, [judged]: value }) {
  if (budget !== undefined) return !(value <= budget);
  return atLeast === undefined ? undefined : !(value >= atLeast);
}

/** The lines as a table in plain text, numbers aligned at their ends. */
export function formatTable(lines) {
  const rows = [HEADINGS, ...lines.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const WORDS = { ours: "", added: " added", ratio: " ×" };

function cells(line) {
  const { figure, unit, ours, spread, theirs, added, ratio, judged, budget, atLeast } = line;
  const missed = isMissed(line);
  const aim = budget === undefined ? atLeast : budget;
  return [
    figure,
    unit,
    format(ours),
    spread ? spread.map(format).join(" to ") : "",
    format(theirs),
    format(added),
    Number.isFinite(ratio) ? `${format(ratio)} ×` : "",
    aim === undefined ? "" : `${budget === undefined ? "≥" : "≤"} ${aim}${WORDS[judged]}`,
    missed === undefined ? "" : missed ? "MISSED" : "met",
  ];
}

/** Three digits that count, as far as there are any. */
function format(value) {
  if (!Number.isFinite(value)) return "";
  const size = Math.abs(value);
  return value.toFixed(Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
