import { visit, withPages } from "./browser.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare } from "./pairs.mjs";

/** JavaScript over the wire: what a browser with an empty cache receives until the network is quiet. */
export function measureSize() {
  return withPages(async ({ pages, emptyPage }) => {
    const empty = (await scriptBytes(emptyPage)) / 1000;
    const rows = [];
    for (const [name, page] of Object.entries(pages)) {
      rows.push({
        figure: `JavaScript of the ${name} page, by an empty one`,
        unit: "kB",
        ...compare([(await scriptBytes(page)) / 1000], [empty]),
        judged: "ratio",
        budget: BUDGETS.scriptRatio,
      });
    }
    return rows;
  });
}

/** Encoded bytes of all scripts, with their headers; those in the HTML are the page's own and not counted. */
function scriptBytes(page) {
  return visit(page, async (_page, protocol) => {
    const scripts = new Set();
    let bytes = 0;
    protocol.on("Network.responseReceived", ({ requestId, type, response }) => {
      if (type === "Script" || response.mimeType.endsWith("javascript")) scripts.add(requestId);
    });
    protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await protocol.send("Network.enable");
    return () => bytes;
  });
}
