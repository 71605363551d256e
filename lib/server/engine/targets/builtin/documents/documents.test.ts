import { deflateRawSync } from "node:zlib";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import type { Fields } from "../../port";
import { openBuiltin, refusalOf, textOf } from "../testing";
import { isModestZip } from "./modest-zip";

const MARKDOWN = `# Title

A *paragraph* with **words**, \`code\`, ~~struck~~ and [a link](https://example.com).

1. one
2. two
   - below two

> said

\`\`\`
line 1
line 2
\`\`\`

| a | b |
| - | - |
| 1 | 2 |

- [x] done
`;

type File = { file_name: string; mime_type: string; size: number; data: string };
const fileOf = (result: Fields) => result.structuredContent as File;

describe("Markdown2doc", () => {
  it("makes a Word document that others can read, and answers it as a file", async () => {
    const server = await openBuiltin("Markdown2doc");
    const result = await server.call("markdown_to_docx", { markdown: MARKDOWN, title: "../My: plan" });
    const file = fileOf(result);
    expect(file.file_name).toBe("My plan.docx");
    expect(result.content).toContainEqual({
      type: "resource",
      resource: expect.objectContaining({ blob: file.data, mimeType: file.mime_type }),
    });
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(file.data, "base64") });
    expect(value).toContain("<h1>Title</h1>");
    expect(value).toContain("<em>paragraph</em> with <strong>words</strong>");
    expect(value).toContain('<a href="https://example.com">a link</a>');
    expect(value).toMatch(/<ol><li>one<\/li><li>two<ul><li>below two/);
    expect(value).toContain("<table>");
    expect(value).toContain("line 2");
    expect(value).toContain("☑ done");
  });

  it("keeps no link that runs something, and shows HTML as text", async () => {
    const server = await openBuiltin("Markdown2doc");
    const markdown =
      "[x](javascript:alert(1)) ![p](data:image/png;base64,AAAA) <script>alert(2)</script>\n\n<img src=x onerror=alert(3)>";
    const html = Buffer.from(
      fileOf(await server.call("markdown_to_html", { markdown })).data,
      "base64",
    ).toString();
    expect(html).not.toMatch(/<script|<img|javascript:|onerror=alert\(3\)>(?!)/i);
    const docx = fileOf(await server.call("markdown_to_docx", { markdown }));
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(docx.data, "base64") });
    expect(value).not.toMatch(/javascript:/i);
  });

  it.each([
    "",
    " ".repeat(3),
    "\u0000",
    "#".repeat(1_000),
    "> ".repeat(200),
    "- ".repeat(200),
    "[".repeat(500),
  ])("takes odd Markdown, or says why not: %j", async (markdown) => {
    const server = await openBuiltin("Markdown2doc");
    const result = await server.call("markdown_to_docx", { markdown });
    if (result.isError) expect(refusalOf(result)).toContain("Invalid arguments");
    else expect(fileOf(result).size).toBeGreaterThan(1_000);
  });
});

describe("Doc2markdown", () => {
  it("reads a Word document back", async () => {
    const { data } = fileOf(
      await (await openBuiltin("Markdown2doc")).call("markdown_to_docx", { markdown: MARKDOWN }),
    );
    const server = await openBuiltin("Doc2markdown");
    const markdown = textOf(await server.call("document_to_markdown", { data }));
    expect(markdown).toContain("# Title");
    expect(markdown).toContain("**words**");
    expect(markdown).toContain("[a link](https://example.com)");
  });

  it("reads HTML and text, sent along or at an address", async () => {
    const url = "https://example.com/page";
    const server = await openBuiltin("Doc2markdown", { pages: { [url]: { body: "<html><h2>Hello</h2>" } } });
    expect(textOf(await server.call("document_to_markdown", { url }))).toBe("## Hello");
    const data = Buffer.from("plain ümlaut").toString("base64");
    expect(textOf(await server.call("document_to_markdown", { data }))).toBe("plain ümlaut");
  });

  it.each([
    ["neither", {}],
    ["both", { url: "https://example.com/", data: "AAAA" }],
    ["http", { url: "http://example.com/" }],
    ["no base64", { data: "%%%" }],
    ["a picture", { data: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]).toString("base64") }],
    ["a ZIP that is none", { data: Buffer.from("PK\u0003\u0004 and nothing").toString("base64") }],
    ["a ZIP without a document", { data: zip([["a.txt", Buffer.from("a")]]).toString("base64") }],
  ])("refuses %s", async (_, given) => {
    refusalOf(await (await openBuiltin("Doc2markdown")).call("document_to_markdown", given));
  });

  it("refuses a bomb before it goes off", async () => {
    const bomb = zip([["word/document.xml", Buffer.alloc(60 * 1024 * 1024)]]);
    expect(bomb.length).toBeLessThan(100_000);
    const server = await openBuiltin("Doc2markdown");
    const said = refusalOf(await server.call("document_to_markdown", { data: bomb.toString("base64") }));
    expect(said).toContain("more than 50 MB");
  });
});

describe("a ZIP file", () => {
  const small = zip([["a", Buffer.from("hello")]]);

  it("is modest where it is small", () => expect(isModestZip(small)).toBe(true));

  it.each([
    ["claims to be small", zip([["a", Buffer.alloc(60 * 1024 * 1024)]], { claimed: 5 })],
    [
      "is large altogether",
      zip(Array.from({ length: 7 }, (_, i) => [`${i}`, Buffer.alloc(8 * 1024 * 1024)] as const)),
    ],
    [
      "has too many entries",
      zip(Array.from({ length: 2_001 }, (_, i) => [`${i}`, Buffer.from("")] as const)),
    ],
    ["is cut short", small.subarray(0, small.length - 30)],
    ["is empty", Buffer.alloc(0)],
    ["is noise", Buffer.from("PK\u0005\u0006".repeat(20))],
  ])("is not where it %s", (_, file) => expect(isModestZip(file)).toBe(false));
});

/** A ZIP file of deflated entries; what its directory says of their unpacked size may be a lie. */
function zip(
  entries: readonly (readonly [string, Buffer])[],
  { claimed }: { claimed?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed ?? content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
