import { PatchbayError } from "../errors";
import { readLogo } from "../services/organisation/read";
import { admit, endpoint } from "./endpoint";

/** The organisation's logo, for everybody: it stands on the pages of connect links. Its address changes with it. */
export const serveLogo = endpoint({
  async act(exchange) {
    const logo = await readLogo(await admit(exchange, readLogo));
    if (!logo) throw new PatchbayError("not-found", "There is no logo.");
    return new Response(new Uint8Array(logo.bytes), {
      headers: {
        "content-type": logo.type,
        "cache-control": "public, max-age=31536000, immutable",
        // What somebody uploaded is an image and nothing else, however it is opened.
        "content-security-policy": "default-src 'none'; sandbox",
      },
    });
  },
});
