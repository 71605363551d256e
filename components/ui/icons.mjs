/**
 * Writes the sprite of icons to standard output, after a change to icons.tsx or to Lucide:
 *   node components/ui/icons.mjs > components/ui/icons.svg
 */
import { readFile } from "node:fs/promises";
import * as lucide from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const drawings = new Map(Object.entries(lucide));
const list = await readFile(new URL("icons.tsx", import.meta.url), "utf8");
// On each symbol: one that is used elsewhere takes nothing from the sheet around it.
const style =
  'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

const symbols = [...list.matchAll(/ = icon\("(\w+)"\)/g)].map(([, name]) => {
  const component = drawings.get(name);
  if (!component) throw new Error(`Lucide has no icon called ${name}`);
  const [, drawing] = /^<svg[^>]*>(.*)<\/svg>$/.exec(renderToStaticMarkup(createElement(component))) ?? [];
  return `<symbol id="${name}" ${style}>${drawing.replaceAll(/><\/\w+>/g, "/>")}</symbol>`;
});

process.stdout.write(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join("\n")}\n</svg>\n`,
);
