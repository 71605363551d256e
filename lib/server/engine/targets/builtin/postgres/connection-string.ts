import { ToolRefusal } from "../../local-tool";
import type { Credential } from "../../port";

export type ConnectionOptions = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Whether the server must show a certificate that is trusted, or need not speak TLS at all. */
  tls: "verified" | "unverified" | "off";
};

/** As libpq names them: https://www.postgresql.org/docs/current/libpq-ssl.html */
const TLS: Record<string, ConnectionOptions["tls"]> = {
  "verify-full": "verified",
  "verify-ca": "verified",
  require: "unverified",
  prefer: "unverified",
  allow: "off",
  disable: "off",
};

/**
 * The account's key, which is a connection string. Only the parts that say where and who are read: no option of it
 * reaches the server, names a file, or loads anything.
 * @throws ToolRefusal, which never quotes it
 */
export function connectionOptions(credential: Credential | undefined): ConnectionOptions {
  const text = keyOf(credential);
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.hostname) {
    throw new ToolRefusal(
      "The key of this instance is no connection string. It has to look like postgresql://user:password@host:5432/database.",
    );
  }
  const user = decode(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? 5432 : Number(url.port),
    user,
    password: decode(url.password),
    database: decode(url.pathname.slice(1)) || user,
    tls: TLS[url.searchParams.get("sslmode") ?? "require"] ?? "verified",
  };
}

function keyOf(credential: Credential | undefined): string | undefined {
  const { api_key, token, data } = (credential?.secret ?? {}) as Record<string, unknown>;
  const values = [api_key, token, ...(data && typeof data === "object" ? Object.values(data) : [])];
  return values.find((value) => typeof value === "string" && value !== "") as string | undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
