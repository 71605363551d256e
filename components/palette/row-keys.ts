/** The rows of the tables on the page, each with its link that leads to what the row is about. */
function rows(): { row: Element; link: HTMLElement }[] {
  return [...document.querySelectorAll("main table tbody tr, main table [role=rowgroup] > tr")].flatMap(
    (row) => {
      const link = row.querySelector<HTMLElement>("td a[href], th a[href]");
      return link ? [{ row, link }] : [];
    },
  );
}

/** Moves the focus to the next row's link, or with `-1` to the one before. Answers whether there are rows. */
export function moveRow(by: 1 | -1): boolean {
  const all = rows();
  if (all.length === 0) return false;
  const present = all.findIndex(({ row }) => row.contains(document.activeElement));
  const next = present === -1 ? (by === 1 ? 0 : all.length - 1) : present + by;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.link.focus();
  return true;
}

/** Chooses the row that has the focus, or lets go of it. Answers whether it can be chosen. */
export function chooseRow(): boolean {
  const row = document.activeElement?.closest("main tr");
  const box = row?.querySelector<HTMLInputElement>("input[type=checkbox]");
  box?.click();
  return box !== undefined && box !== null;
}
