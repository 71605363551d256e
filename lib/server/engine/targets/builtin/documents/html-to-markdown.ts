import TurndownService from "turndown";

/** HTML as Markdown (CommonMark). What a script, a style or an embedded picture holds is left out. */
export function markdownOf(html: string): string {
  const service = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
  });
  service.remove(["script", "style", "noscript", "iframe", "object"]);
  service.addRule("embedded picture", {
    filter: (node) => node.nodeName === "IMG" && /^data:/i.test(node.getAttribute("src") ?? ""),
    replacement: (_, node) => (node as Element).getAttribute("alt") ?? "",
  });
  return service.turndown(html);
}
