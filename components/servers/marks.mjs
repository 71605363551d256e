/**
 * Writes the sprite of server marks to standard output, after a change to marks.json or to simple-icons:
 *   node components/servers/marks.mjs > public/marks.svg
 */
import { readFile } from "node:fs/promises";
import * as simpleIcons from "simple-icons";

const marks = JSON.parse(await readFile(new URL("marks.json", import.meta.url), "utf8"));
const icons = new Map(Object.values(simpleIcons).map((icon) => [icon.slug, icon]));

const symbols = [...new Set(Object.values(marks))]
  .filter((slug) => slug !== null)
  .sort()
  .map((slug) => {
    const icon = icons.get(slug);
    if (!icon) throw new Error(`simple-icons has no mark called ${slug}`);
    return `<symbol id="${slug}" viewBox="0 0 24 24"><path d="${icon.path}"/></symbol>`;
  });

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
