/** What each figure may be at the most. `npm run bench -- --check` fails where one is more. */
export const BUDGETS = {
  /** JavaScript of the create page, in bytes over the wire, for each byte of an empty page's. */
  scriptRatio: 1.6,
  /** Milliseconds that `POST /api/instances` takes longer than the same call straight to the upstream, at the median. */
  addedLatency: 3,
  /** Milliseconds to the create page's largest contentful paint, on a processor slowed down fourfold. */
  largestContentfulPaint: 500,
  /** Milliseconds for which the create page's script keeps the main thread from answering, likewise. */
  totalBlockingTime: 130,
  /** What the list takes with 100,000 instances, for each millisecond that it takes with 100. */
  listRatio: 2,
};
