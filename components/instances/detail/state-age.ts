/** An answer of the console speaks of this moment, unless the upstream's word in it is older than this, in milliseconds. */
const TOLERANCE = 2 * 60_000;

/**
 * Whether the upstream stayed silent when the console was last asked: it then answers with what it has on record.
 * @param checkedAt ISO 8601; when the upstream last spoke
 * @param answeredAt when the console last answered by its own clock, in milliseconds since the epoch; 0 where it has not yet
 */
export function isUnanswered(checkedAt: string | null, answeredAt: number): boolean {
  if (answeredAt === 0) return false;
  return checkedAt === null || answeredAt - Date.parse(checkedAt) > TOLERANCE;
}
