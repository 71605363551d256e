import { marked } from "marked";

/** Markdown (CommonMark with tables) as a HTML page. HTML in it is shown as text. */
export async function htmlOf(markdown: string, title = ""): Promise<string> {
  const body = await marked.parse(markdown, { renderer: safeRenderer() });
  return `<!doctype html>\n<html>\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>\n<body>\n${body}</body>\n</html>\n`;
}

/** What somebody wrote becomes text, and leads nowhere but to the web and to mail. */
function safeRenderer() {
  const renderer = new marked.Renderer();
  const { link, image } = renderer;
  renderer.html = ({ text }) => escapeHtml(text);
  renderer.link = function (token) {
    return /^(https?|mailto):/i.test(token.href)
      ? link.call(this, token)
      : this.parser.parseInline(token.tokens);
  };
  renderer.image = function (token) {
    return /^https?:/i.test(token.href) ? image.call(this, token) : escapeHtml(token.text);
  };
  return renderer;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
