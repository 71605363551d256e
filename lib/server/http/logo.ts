import { PatchbayError } from "../errors";
import { runtime } from "../process/runtime";
import { readLogo } from "../services/organisation/read";
import { requireSameOrigin } from "./origin";
import { problemResponse } from "./problem";
import { requestIdOf } from "./session";

/** The organisation's logo, for everybody: it stands on the pages of connect links. Its address changes with it. */
export async function serveLogo(request: Request): Promise<Response> {
  const { database, env, log } = await runtime();
  const requestId = requestIdOf(request.headers);
  try {
    requireSameOrigin(request, env.appUrl);
    const logo = await readLogo(database);
    if (!logo) throw new PatchbayError("not-found", "There is no logo.");
    return new Response(new Uint8Array(logo.bytes), {
      headers: {
        "content-type": logo.type,
        "cache-control": "public, max-age=31536000, immutable",
        // What somebody uploaded is an image and nothing else, however it is opened.
        "content-security-policy": "default-src 'none'; sandbox",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return problemResponse(error, request.method, requestId, log);
  }
}
