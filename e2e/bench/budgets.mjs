/** What each figure may be at the most. `npm run bench -- --check` fails where one is more. */
export const BUDGETS = {
  /** JavaScript of the create page, in bytes over the wire, for each byte of an empty page's. */
  scriptRatio: 1.5,
  /** Milliseconds that `POST /api/instances` takes longer than the same call straight to the upstream, at the median. */
  addedLatency: 3,
  /** Time to the create page's largest contentful paint for each of the empty page's, on a processor slowed down fourfold. */
  paintRatio: 1.8,
  /** For how long the create page's script keeps the main thread from answering, likewise. */
  blockingRatio: 1.15,
  /** What the list takes with 100,000 instances, for each millisecond that it takes with 100. */
  listRatio: 2,
  /** Milliseconds that a call of a tool takes longer through the engine than straight at the server behind it, on a quiet machine. */
  gatewayAdded: 0.6,
  /** What a call takes through the engine while 16 callers call, for each millisecond straight: seven tenths of the throughput. */
  gatewayBusyRatio: 1.43,
  /** Processor time of the engine for a call, for each millisecond of the forwarder that looks at nothing. */
  gatewayWorkRatio: 2,
  /** What the first start takes, for each millisecond of a later one. */
  firstStartRatio: 1.6,
};
