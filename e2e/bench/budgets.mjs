/** What each figure may be at the most, or at the least where that is said. `--check` fails where one is missed. */
export const BUDGETS = {
  /** JavaScript of a page, in bytes over the wire, for each byte of an empty page's. */
  scriptRatio: 1.5,
  /** Milliseconds that `POST /api/instances` takes longer than the same call straight to the upstream, at the median. */
  addedEmbedded: 3,
  addedByHttp: 6,
  /** The same, for each millisecond of a handler that does nothing. */
  addedRatio: 1.6,
  /** The list of eight, for each millisecond of a handler that does nothing. */
  listOfEightRatio: 2,
  /** Time to a page's largest contentful paint for each of the empty page's, on a processor slowed down fourfold. */
  paintRatio: 1.8,
  /** For how long a page's script keeps the main thread from answering, likewise. */
  blockingRatio: 1.15,
  /** What the list takes with 100,000 instances, for each millisecond that it takes with 100. */
  listRatio: 2,
  /** Milliseconds of the overview, with 100,000 instances. */
  overview: 100,
  /** Seconds of an export of 100,000 rows, and megabytes that the process grows by meanwhile. */
  exportSeconds: 3,
  exportMegabytes: 50,
  /** Items of a job that are done in a second, at the least. */
  jobItems: 1000,
  /** The heap after so many requests, for each byte of it after half of them. */
  heapRatio: 1.05,
  /** Milliseconds that a call of a tool takes longer through the engine than straight at the server behind it. */
  gatewayAdded: 0.6,
  /** The same, for each millisecond that a forwarder adds which looks at nothing. */
  gatewayRatio: 2.5,
  /** Calls a second with 16 callers, for each that the server behind answers when it is called straight: at the least. */
  throughputRatio: 0.7,
  /** Processor time of a call, for each millisecond of the forwarder's. */
  gatewayCpuRatio: 2,
  /** How often a token that is over is renewed, however many calls find it so at once. */
  refreshes: 1,
  /** What the first start takes, for each millisecond of a later one. */
  firstStartRatio: 1.6,
  /** Processor time of a later start, for each millisecond of the empty app's. */
  startCpuRatio: 2,
};
