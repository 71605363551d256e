import { marked, type Token, type Tokens } from "marked";
import type { Route } from "next";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { PageLink } from "@/components/ui/page-link";
import { docsPath } from "@/lib/paths";

/** A text in the Markdown that the documentation is written in: no markup of its own is let through. */
export function Markdown({ text }: { text: string }) {
  return <>{marked.lexer(text).map(keyed(block))}</>;
}

/** Tokens have nothing of their own to be known by, and never change their order. */
function keyed(draw: (token: Token) => ReactNode) {
  return (token: Token, place: number) => <Fragment key={`${place} ${token.type}`}>{draw(token)}</Fragment>;
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case "heading":
      return heading(token as Tokens.Heading);
    case "paragraph":
      return <p className="my-3 max-w-[72ch] text-sm leading-6">{inline(token.tokens)}</p>;
    case "list":
      return list(token as Tokens.List);
    case "code":
      return (
        <div className="my-3 max-w-[80ch]">
          <CodeBlock label={`${token.lang || "code"} to copy`} code={token.text} wrap />
        </div>
      );
    case "table":
      return table(token as Tokens.Table);
    case "text":
      return inline((token as Tokens.Text).tokens ?? [token]);
    default:
      return null;
  }
}

function heading({ depth, tokens, text }: Tokens.Heading): ReactNode {
  const id = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  if (depth === 1) return <h1 className="font-semibold text-xl tracking-tight">{inline(tokens)}</h1>;
  return (
    <h2 id={id} className="mt-8 mb-2 scroll-mt-6 font-semibold text-base">
      {inline(tokens)}
    </h2>
  );
}

function list({ ordered, items }: Tokens.List): ReactNode {
  const List = ordered ? "ol" : "ul";
  return (
    <List
      className={`my-3 max-w-[72ch] space-y-1 pl-5 text-sm leading-6 ${ordered ? "list-decimal" : "list-disc"}`}
    >
      {items.map((item) => (
        <li key={item.raw}>{item.tokens.map(keyed(block))}</li>
      ))}
    </List>
  );
}

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <section
      aria-label={header.map(({ text }) => text).join(", ")}
      {...KEYBOARD_SCROLLS}
      className="my-4 overflow-x-auto rounded-md border border-border"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="bg-inset text-left text-muted text-xs">
            {header.map((cell) => (
              <th key={cell.text} scope="col" className="px-3 py-1.5 font-medium">
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.map(({ text }) => text).join("|")} className="border-border border-t align-top">
              {row.map((cell, place) => (
                <td key={header[place]?.text} className="min-w-24 px-3 py-1.5">
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function inline(tokens: Token[] | undefined): ReactNode {
  return (tokens ?? []).map(keyed(span));
}

function span(token: Token): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong className="font-medium">{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "codespan":
      return <code className="wrap-anywhere rounded-sm bg-inset px-1 font-mono text-xs">{token.text}</code>;
    case "link":
      return link(token as Tokens.Link);
    case "escape":
    case "text":
      return "tokens" in token && token.tokens ? inline(token.tokens) : plain(token.text);
    default:
      return plain(token.raw);
  }
}

/** In the files, pages lead to each other by their names there. */
function link({ href, tokens }: Tokens.Link): ReactNode {
  const slug = /^([\w-]+)\.md$/.exec(href)?.[1];
  const target = slug ? docsPath(slug) : (href as Route);
  return (
    <PageLink href={target} className="text-accent-text underline">
      {inline(tokens)}
    </PageLink>
  );
}

function plain(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
