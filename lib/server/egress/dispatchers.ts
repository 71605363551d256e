import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { HEADER_BYTES, LIMITS } from "./limits";
import { publicLookup, type Resolve, resolveBySystem } from "./lookup";
import { checkName } from "./names";

/** A proxy through which calls leave, and the names that are reached without it, as `NO_PROXY` lists them. */
export type ForwardProxy = { url: string; except: string };

export type EgressOptions = {
  /** `host:port` entries that may be private: those of `ENGINE_ALLOW_HOSTS`. */
  allowHosts: readonly string[];
  /** A proxy that is trusted to resolve names that come from outside. */
  proxy?: ForwardProxy | undefined;
  resolve?: Resolve;
};

/** By which connections an address is reached. @throws EgressError `address-refused` */
export type DispatcherOf = (url: URL) => Dispatcher;

export function dispatcherOf({ allowHosts, proxy, resolve = resolveBySystem }: EgressOptions): DispatcherOf {
  const toNamed = named();
  const toStrangers = proxy ? throughProxy(proxy, resolve) : strangers(resolve);
  return (url) => (checkName(url, allowHosts) ? toNamed : toStrangers);
}

/** Connections to strangers, to public addresses alone. */
export function strangers(resolve: Resolve): Dispatcher {
  return new Agent({
    ...BOUNDS,
    connect: { timeout: LIMITS.connect, lookup: publicLookup(resolve) },
  });
}

/** Connections to what an administrator named; where it leads is theirs to know. */
export function named(): Dispatcher {
  return new Agent({ ...BOUNDS, connect: { timeout: LIMITS.connect } });
}

/** Connections through a proxy, which resolves names itself; what is reached without it is checked as strangers are. */
export function throughProxy({ url, except }: ForwardProxy, resolve?: Resolve): Dispatcher {
  return new EnvHttpProxyAgent({
    ...BOUNDS,
    connect: { timeout: LIMITS.connect, ...(resolve && { lookup: publicLookup(resolve) }) },
    httpProxy: url,
    httpsProxy: url,
    noProxy: except,
  });
}

const BOUNDS = {
  maxHeaderSize: HEADER_BYTES,
  // Timed by the call, which knows its own limits.
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 4_000,
  allowH2: false,
} as const;
