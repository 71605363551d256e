import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";

/** A page of the documentation, as Markdown. @param slug one that is listed: it becomes part of a path */
export function readDocs(slug: string): Promise<string> {
  return readFile(path.join(process.cwd(), "docs", `${slug}.md`), "utf8");
}
