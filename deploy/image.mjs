import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import nft from "next/dist/compiled/@vercel/nft/index.js";
import { transform } from "rolldown/utils";

/**
 * Copies what the built console reads while it runs, and nothing else, to the folder that is named: of the packages
 * the files that are imported, as Next and its tracer find them.
 */
const target = path.resolve(process.argv[2] ?? "");

const WHOLE = ["package.json", "docs", "public", "lib/server/db/migrations"];
/** Of the build, what is there for the next build or for a debugger; of Next, what serves a developer, and pictures. */
const NEVER = /^\.next\/(cache|types|trace)|\.(map|nft\.json|dev\.js)$|^node_modules\/(sharp|@img)\//;
/** Next loads some of itself by names that no tracer follows, and this never. */
const NOT_OF_NEXT = /^node_modules\/next\/dist\/(docs|esm)\//;

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

const built = await filesIn(".next");
const next = await filesIn("node_modules/next");
const files = new Set([...WHOLE, ...built, ...next.filter((file) => !NOT_OF_NEXT.test(file))]);
for (const trace of built.filter((file) => file.endsWith(".nft.json"))) {
  for (const file of JSON.parse(await readFile(trace, "utf8")).files)
    files.add(path.join(path.dirname(trace), file));
}
const commands = built.filter((file) => /^\.next\/commands\/[^/]+\.mjs$/.test(file));
const { fileList } = await nft.nodeFileTrace(["server.mjs", ...commands], {
  base: process.cwd(),
  mixedModules: true,
});
for (const file of fileList) files.add(file);

for (const file of files) {
  if (!NEVER.test(file)) await cp(file, path.join(target, file), { recursive: true, verbatimSymlinks: true });
}
// In TypeScript, it would take Next's compiler to read it.
const { code } = await transform("next.config.ts", await readFile("next.config.ts", "utf8"));
await writeFile(path.join(target, "next.config.mjs"), code);
