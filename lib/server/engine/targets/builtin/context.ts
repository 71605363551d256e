import type { LookupFunction } from "node:net";
import type { LocalTool } from "../local-tool";
import type { ReadCredential } from "../port";

/** A whole answer from outside, within the limits that were asked for. */
export type Fetched = {
  /** Where the last redirect led. */
  url: string;
  status: number;
  headers: Headers;
  body: Uint8Array;
};

export type FetchLimits = {
  method?: "GET" | "HEAD";
  /** Of the body, decompressed. */
  maxBytes: number;
  /** Milliseconds until the answer is there, whole. */
  timeout: number;
  signal?: AbortSignal;
};

/** What a built-in tool works with: a way out that reaches public addresses alone, and the account's key. */
export type BuiltinContext = {
  /** @throws Error whose message says in a sentence why there is no answer */
  fetch(url: string, limits: FetchLimits): Promise<Fetched>;
  /** Resolves names for connections that are not HTTP, and refuses addresses that are not public. */
  lookup(host: string, port: number): LookupFunction;
  credential: ReadCredential;
};

export type BuiltinTool = LocalTool<BuiltinContext>;

/** What a server that the engine runs itself is. */
export type Builtin = { description: string; instructions: string; tools: readonly BuiltinTool[] };
