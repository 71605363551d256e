const HEADINGS = ["", "console", "middle half", "beside", "added", "ratio", "budget", ""];

/** Whether a line is over its budget; undefined for one without. */
export function isOver({ judged, budget, [judged]: value }) {
  return budget === undefined ? undefined : value > budget;
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

function cells(line) {
  const { figure, unit, ours, spread, theirs, added, ratio, judged, budget } = line;
  const quantity = (value) => `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`;
  const over = isOver(line);
  return [
    figure,
    quantity(ours),
    spread.map((value) => value.toFixed(value < 100 ? 2 : 0)).join(" to "),
    quantity(theirs),
    quantity(added),
    Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : "–",
    budget === undefined
      ? "–"
      : judged === "ratio"
        ? `${budget} ×`
        : `${budget} ${unit} ${judged === "added" ? "added" : ""}`.trim(),
    over === undefined ? "" : over ? "over" : "pass",
  ];
}
