import { openPostgres } from "../db/client";
import { rotateSecret } from "./rotate-secret";

/** What another process does that a test starts. */
export async function rotateElsewhere(
  url: string,
  options: { current: string; previous: string; dataDir: string },
): Promise<void> {
  const { db, close } = await openPostgres(url);
  await rotateSecret(db, options);
  await close();
}
