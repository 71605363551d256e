import { serverParamsSchema } from "@/lib/contracts/server";
import { PatchbayError } from "../errors";
import type { Image } from "../image";
import { readLogo } from "../services/organisation/read";
import { readIcon } from "../services/servers/read-icon";
import { admit, endpoint, parse } from "./endpoint";

/** The organisation's logo, for everybody: it stands on the pages of connect links. Its address changes with it. */
export const serveLogo = endpoint({
  async act(exchange) {
    const logo = await readLogo(await admit(exchange, readLogo));
    if (!logo) throw new PatchbayError("not-found", "There is no logo.");
    return imageResponse(logo, "public, max-age=31536000, immutable");
  },
});

/**
 * The icon of a server of the organisation's own, likewise for everybody. Where there is none, that is no error: a page
 * asks for it by the server's name alone, and shows a plain mark.
 */
export const serveIcon = endpoint({
  async act(exchange) {
    const params = parse(serverParamsSchema, await exchange.params);
    const icon = await readIcon(await admit(exchange, readIcon), params);
    const soon = "private, max-age=60";
    return icon
      ? imageResponse(icon, soon)
      : new Response(null, { status: 204, headers: { "cache-control": soon } });
  },
});

function imageResponse({ bytes, type }: Image, caching: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": type,
      "cache-control": caching,
      "x-content-type-options": "nosniff",
      // What somebody uploaded is an image and nothing else, however it is opened.
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });
}
