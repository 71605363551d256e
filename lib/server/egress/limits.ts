/** What a stranger at the other end may take of us. */
export type Limits = {
  /** Redirects that are followed. */
  redirects: number;
  /** Milliseconds until a connection stands. */
  connect: number;
  /** Milliseconds until the answer's headers are whole, all redirects included. */
  headers: number;
  /** Milliseconds between two pieces of a body. */
  idle: number;
  /** Milliseconds until the answer is whole; without it, a stream may go on for as long as it is not idle. */
  whole: number | undefined;
  /** Bytes of a body, as it is after unpacking. */
  bytes: number;
};

export const LIMITS: Limits = {
  redirects: 3,
  connect: 10_000,
  headers: 20_000,
  idle: 10_000,
  whole: 30_000,
  bytes: 1024 * 1024,
};

/** Bytes of an answer's headers. */
export const HEADER_BYTES = 16 * 1024;
