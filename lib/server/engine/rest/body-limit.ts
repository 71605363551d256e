import { bodyLimit } from "hono/body-limit";

/** No request of the API or of the consent pages needs more, in bytes. */
const BODY_LIMIT = 64 * 1024;

export const limitBody = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: (c) => c.json({ detail: `The request is larger than ${BODY_LIMIT} bytes` }, 413),
});
