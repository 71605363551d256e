import { AlreadyOwnedError } from "../db/owner";
import { type Env, EnvironmentError } from "./env";

type Where = Pick<Env, "databaseUrl" | "dataDir">;

/**
 * Why the process cannot start, in one sentence that names the variable or the folder and what to do; a line for each
 * variable where the environment is wrong. Nothing of what was thrown is quoted but a library's own short words.
 */
export function startFailureWords(error: unknown, where: Where | undefined): string {
  if (error instanceof EnvironmentError || error instanceof AlreadyOwnedError) return error.message;
  const causes = causesOf(error);
  const known = where?.databaseUrl ? postgresWords(causes) : folderWords(causes, where?.dataDir ?? ".data");
  return known ?? `Something unforeseen went wrong: ${shortened(causes.at(-1)?.message)}`;
}

type Cause = { code: string; message: string; errno: number | undefined; syscall: string };

/** From the outermost to the innermost; of several connections that were tried, the first. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = [];
  for (let cause = error; typeof cause === "object" && cause !== null && causes.length < 10; ) {
    const { code, message, errno, syscall, cause: next, errors } = cause as Record<string, unknown>;
    causes.push({
      code: typeof code === "string" ? code : "",
      message: typeof message === "string" ? message : "",
      errno: typeof errno === "number" ? errno : undefined,
      syscall: typeof syscall === "string" ? syscall : "",
    });
    cause = next ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return causes;
}

const CERTIFICATE = /CERT|UNABLE_TO_|ERR_TLS|ERR_SSL|SSL alert|self.signed|wrong version number/i;

/** Codes of Postgres and of connections to it, or words of those that have none; the first that fits is told. */
const POSTGRES: readonly [fits: RegExp, words: string][] = [
  [
    /^28P01$/,
    "the server refused the password; check user and password, with signs such as # and @ written as %23 and %40.",
  ],
  [
    /^28000$|no pg_hba\.conf entry/,
    "the server does not let this user in from here; check the user, sslmode, and the server's pg_hba.conf.",
  ],
  [
    /SASL|client password must be a string/,
    "the server asks for a password, and there is none; write it as postgres://user:password@host/database.",
  ],
  [/^3D000$/, "the server has no database of this name; create it, or name another one."],
  [
    /unsupported startup parameter/,
    "the pooler does not take what the connection asks for; name the parameter in its ignore_startup_parameters, or connect past it.",
  ],
  [
    /^53300$|remaining connection slots/,
    "the server has no connection left; end some, or raise its max_connections.",
  ],
  [/^57P03$/, "the server is starting up or recovering; try again in a moment."],
  [/^25006$/, "the server takes no changes, as a replica does; name the primary."],
  [/^53100$|No space left/i, "the server's disk is full; make room there."],
  [
    /^0A000$|^58P01$|extension "pg_trgm" is not available/,
    "the server lacks the extension pg_trgm; install postgresql-contrib there, or ask its provider for it.",
  ],
  [
    /permission denied to create extension/,
    'the user may not create the extension pg_trgm; run "create extension pg_trgm" once as an administrator of the database.',
  ],
  [
    /gin_trgm_ops/,
    "the extension pg_trgm is in a schema that the user's search_path does not have; add it to the search_path, or move the extension to public.",
  ],
  [
    /^42501$/,
    "the user may not create what Patchbay keeps; grant it create on the database and its public schema.",
  ],
  [
    CERTIFICATE,
    "the server's certificate is not trusted here; add its authority with NODE_EXTRA_CA_CERTS, or accept any by sslmode=no-verify.",
  ],
  [/does not support SSL/, "the server speaks no TLS; take sslmode out, or turn TLS on there."],
  [/^ECONNREFUSED$/, "nothing listens at that host and port; start the server, or correct the address."],
  [/^(ENOTFOUND|EAI_\w+)$/, "its host has no address; correct the name, or check the DNS of this machine."],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|time-?out/i,
    "the server did not answer in time; check the address and the firewalls between.",
  ],
  [/^ENOENT$/, "there is no socket at that path; start the server, or correct the path."],
  [/^EACCES$/, "this user may not open the server's socket; let it, or connect over TCP."],
  [
    /^(ECONNRESET|EPIPE)$|Connection terminated/,
    "the connection was closed before it could be used; check that it is Postgres which listens there, and its log.",
  ],
];

function postgresWords(causes: readonly Cause[]): string | undefined {
  for (const [fits, words] of POSTGRES) {
    if (causes.some(({ code, message }) => fits.test(code) || fits.test(message))) {
      return `DATABASE_URL: ${words}`;
    }
  }
  return undefined;
}

/** The embedded database is WebAssembly, whose errors have numbers of their own (WASI). */
const WASI: Record<number, string> = { 2: "EACCES", 51: "ENOSPC", 54: "ENOTDIR", 63: "EPERM", 69: "EROFS" };

const FOLDER: readonly [fits: RegExp, words: (folder: string) => string][] = [
  [/^(EEXIST|ENOTDIR)$/, (folder) => `${folder} is a file, or lies below one; name a folder.`],
  [/^ENOSPC$|^EDQUOT$/, (folder) => `the disk of ${folder} is full; make room, or name a folder elsewhere.`],
  [/^EROFS$/, (folder) => `${folder} is on a disk that takes no changes; name a folder that can be written.`],
  [/^(EACCES|EPERM)$/, (folder) => `this user may not write to ${folder}; let it, or name another folder.`],
  [/^ENAMETOOLONG$/, (folder) => `the path ${folder} is too long for this system; name a shorter one.`],
  [/^(EMFILE|ENFILE)$/, () => "too many files are open; raise the limit of this user (ulimit -n)."],
  [/^EIO$/, (folder) => `the disk of ${folder} fails; check it, and restore the folder from a backup.`],
  [
    /PGlite failed|reading 'call'|Aborted|RuntimeError|unreachable|could not (open|read|locate)|invalid (checkpoint|primary)/i,
    (folder) =>
      `the database in ${folder}/database cannot be opened; restore ${folder} from a backup, or delete ${folder}/database to begin anew.`,
  ],
];

function folderWords(causes: readonly Cause[], folder: string): string | undefined {
  for (const [fits, words] of FOLDER) {
    const found = causes.some(
      ({ code, message, errno = 0, syscall }) =>
        fits.test(code) || fits.test(message) || (!code && !syscall && fits.test(WASI[errno] ?? "")),
    );
    if (found) return `DATA_DIR: ${words(folder)}`;
  }
  return undefined;
}

/** One line of a message that is not ours, without what a query's values may have left in it. */
function shortened(message = "no message"): string {
  const line =
    message
      .split("\n", 1)[0]
      ?.replace(/\p{Cc}/gu, " ")
      .trim() ?? "";
  return line.length > 200 ? `${line.slice(0, 199)}…` : line || "no message";
}
