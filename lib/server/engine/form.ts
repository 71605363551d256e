import type { Context } from "hono";

/** The fields of a form that was sent; none where it cannot be read, which is then refused as one that lacks them. */
export async function readForm(c: Context): Promise<Record<string, unknown>> {
  return c.req.parseBody().catch(() => ({}));
}
