import { ExternalHyperlink, type ParagraphChild, TextRun } from "docx";
import type { Token, Tokens } from "marked";

type Style = { bold?: boolean; italics?: boolean; strike?: boolean; font?: string; style?: string };

export const MONOSPACE = "Courier New";

/** Words inside a block of Markdown, as runs of a Word paragraph. A picture is told by its description. */
export function inlineRuns(tokens: readonly Token[] = [], style: Style = {}): ParagraphChild[] {
  return tokens.flatMap((token) => runsOf(token, style));
}

function runsOf(token: Token, style: Style): ParagraphChild[] {
  switch (token.type) {
    case "strong":
      return inlineRuns(token.tokens, { ...style, bold: true });
    case "em":
      return inlineRuns(token.tokens, { ...style, italics: true });
    case "del":
      return inlineRuns(token.tokens, { ...style, strike: true });
    case "codespan":
      return [new TextRun({ ...style, font: MONOSPACE, text: (token as Tokens.Codespan).text })];
    case "br":
      return [new TextRun({ break: 1 })];
    case "link":
      return linkRuns(token as Tokens.Link, style);
    case "image":
      return [new TextRun({ ...style, italics: true, text: (token as Tokens.Image).text })];
    case "html":
      return [];
    default:
      return "tokens" in token && token.tokens
        ? inlineRuns(token.tokens, style)
        : [new TextRun({ ...style, text: "text" in token ? String(token.text) : token.raw })];
  }
}

/** A document is opened on somebody's machine: only links to the web and to mail are kept as links. */
function linkRuns({ href, tokens }: Tokens.Link, style: Style): ParagraphChild[] {
  if (!/^(https?|mailto):/i.test(href)) return inlineRuns(tokens, style);
  return [
    new ExternalHyperlink({ link: href, children: inlineRuns(tokens, { ...style, style: "Hyperlink" }) }),
  ];
}
