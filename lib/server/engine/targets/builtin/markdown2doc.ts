import * as z from "zod";
import { localTool } from "../local-tool";
import type { Fields } from "../port";
import type { Builtin, BuiltinContext } from "./context";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const inputSchema = z.strictObject({
  markdown: z.string().min(1).max(500_000).describe("CommonMark, with tables"),
  title: z.string().max(200).optional().describe("The document's title, and its file's name"),
});

const fileSchema = z.strictObject({
  file_name: z.string(),
  mime_type: z.string(),
  size: z.int().describe("Bytes"),
  data: z.string().describe("The file, in base64"),
});
type File = z.infer<typeof fileSchema>;

const toDocx = localTool({
  name: "markdown_to_docx",
  title: "Markdown to Word",
  description: "Turns Markdown into a Word document (.docx), which comes back as a file in base64.",
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  inputSchema,
  outputSchema: fileSchema,
  content: asResource,
  async run(_context: BuiltinContext, { markdown, title }) {
    // Loaded with its first use, as all that converts: most consoles never need it.
    const { docxOf } = await import("./documents/markdown-to-docx");
    return fileOf(await docxOf(markdown, title), nameOf(title, "docx"), DOCX);
  },
});

const toHtml = localTool({
  name: "markdown_to_html",
  title: "Markdown to HTML",
  description:
    "Turns Markdown into a HTML page, which comes back as a file in base64. HTML in the Markdown is shown as text.",
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  inputSchema,
  outputSchema: fileSchema,
  content: asResource,
  async run(_context: BuiltinContext, { markdown, title }) {
    const { htmlOf } = await import("./documents/markdown-to-html");
    return fileOf(Buffer.from(await htmlOf(markdown, title)), nameOf(title, "html"), "text/html");
  },
});

function fileOf(bytes: Buffer, file_name: string, mime_type: string): File {
  return { file_name, mime_type, size: bytes.length, data: bytes.toString("base64") };
}

/** A name that every file system takes. */
function nameOf(title: string | undefined, extension: string): string {
  const name = (title ?? "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, " ")
    .replace(/^[ .]+/, "")
    .slice(0, 80)
    .trim();
  return `${name || "document"}.${extension}`;
}

function asResource({ file_name, mime_type, size, data }: File): Fields[] {
  return [
    { type: "text", text: `${file_name}, ${size} bytes` },
    {
      type: "resource",
      resource: { uri: `file:///${encodeURIComponent(file_name)}`, mimeType: mime_type, blob: data },
    },
  ];
}

export const MARKDOWN2DOC: Builtin = {
  description: "Turns Markdown into documents: Word and HTML.",
  instructions: "Turns Markdown into a document, and keeps nothing of it.",
  tools: [toDocx, toHtml],
};
