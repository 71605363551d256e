import type { Page } from "@playwright/test";

/**
 * Does to a page what a browser's translation does: every text stands in elements of its own from then on, of which
 * React knows nothing. The words stay, so that the tests still find them.
 */
export async function translate(page: Page): Promise<void> {
  // Once the page works: React leaves a mark on each element that it has taken over.
  await page.waitForFunction(() =>
    [...document.querySelectorAll("nav a, main :is(a, button, input, h1, h2, p, li, td, dd)")].every(
      (element) => Object.keys(element).some((key) => key.startsWith("__react")),
    ),
  );
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.nodeValue?.trim() && parent && !parent.closest("script, style, svg, textarea"))
        texts.push(walker.currentNode);
    }
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      text.parentNode?.replaceChild(outer, text);
      inner.append(text.nodeValue ?? "");
      outer.append(inner);
    }
  });
}
