import "server-only";
import { PatchbayError } from "../errors";

/**
 * What a service reads for a page, or undefined where there is no such thing. Any other failure goes on to the error
 * page: a database that is down must not look like a record that is not there.
 */
export async function ifFound<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "not-found") return undefined;
    throw error;
  }
}

/**
 * What a page's title is made of, or undefined where it cannot be read, for whatever reason: the page itself says that,
 * and its error page needs a title too.
 */
export async function forTitle<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  return reading.catch(() => undefined);
}
