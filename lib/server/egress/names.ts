import { isIP } from "node:net";
import { isPublicAddress } from "./addresses";
import { EgressError } from "./egress-error";

/**
 * Whether an address may be asked at all, by how it is written; where its name leads is checked when it is connected.
 * @param allowed `host:port` entries that an administrator named: these may be private, and may be plain HTTP
 * @returns whether it is one of the named ones
 * @throws EgressError `address-refused`
 */
export function checkName(url: URL, allowed: readonly string[]): boolean {
  if (url.username || url.password) throw refused(url, "it carries a name or a password");
  const secure = url.protocol === "https:";
  if (allowed.includes(hostAndPort(url)) && (secure || url.protocol === "http:")) return true;
  if (!secure) throw refused(url, "only https is spoken");
  const name = url.hostname.replace(/^\[|\]$|\.$/g, "");
  if (isIP(name) && !isPublicAddress(name)) throw refused(url, "it is not on the public internet");
  if (!isIP(name) && !name.includes(".")) throw refused(url, "it is a name of the local network");
  return false;
}

/** As entries of `ENGINE_ALLOW_HOSTS` are written, the port always among it. */
export function hostAndPort(url: URL): string {
  return `${url.hostname.replace(/\.$/, "")}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function refused(url: URL, why: string): EgressError {
  const protocol = url.protocol === "https:" || url.protocol === "http:" ? "" : ` (${url.protocol})`;
  return new EgressError(
    "address-refused",
    `${url.host || "This address"}${protocol} is not called, because ${why}. An administrator can allow it by ENGINE_ALLOW_HOSTS.`,
  );
}
