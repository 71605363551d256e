import { visit, withPages } from "./browser.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare } from "./pairs.mjs";

/** JavaScript over the wire: what a browser with an empty cache receives until the network is quiet. */
export function measureSize() {
  return withPages(async ({ createPage, emptyPage }) => {
    const pair = [await scriptBytes(createPage), await scriptBytes(emptyPage)];
    return [
      {
        figure: "JavaScript over the wire",
        unit: "kB",
        ...compare([pair.map((bytes) => bytes / 1000)]),
        judged: "ratio",
        budget: BUDGETS.scriptRatio,
      },
    ];
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
