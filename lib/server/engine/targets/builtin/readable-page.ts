import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { markdownOf } from "./documents/html-to-markdown";

/** Longer pages than this, in characters, are not taken apart: it would hold everybody up. */
const PARSED_AT_MOST = 2_000_000;

type Wanted = { contentType: string; format: "markdown" | "text" | "raw" };

/** The part of a page that one would read, without its navigation; whole where the page is no HTML, or very long. */
export function readPage(
  text: string,
  { contentType, format }: Wanted,
): { title: string | null; text: string } {
  const html = /^(text\/html|application\/xhtml\+xml)/i.test(contentType.trim());
  if (!html || format === "raw" || text.length > PARSED_AT_MOST) return { title: null, text };
  const { document } = parseHTML(text.trim() === "" ? "<html></html>" : text);
  const title = document.title.trim() || null;
  const article = new Readability(document as unknown as Document).parse();
  const content = article?.content ?? text;
  if (format === "markdown") return { title: article?.title || title, text: markdownOf(content) };
  const plain = article?.textContent ?? document.body?.textContent ?? "";
  return {
    title: article?.title || title,
    text: plain
      .replace(/[ \t]+/g, " ")
      .replace(/\s*\n\s*/g, "\n")
      .trim(),
  };
}
