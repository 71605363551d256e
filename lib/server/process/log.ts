import { DrizzleQueryError } from "drizzle-orm/errors";
import pino, { type DestinationStream, type Logger } from "pino";
import { escapeUnprintable } from "./masking";

export type { Logger };

/**
 * Field names that never reach a log with their value. Code is not to log secrets at all; this is the net below it.
 * pino's wildcards reach one level, so each name stands at two depths.
 */
const SECRET_FIELDS = [
  "apiKey",
  "authorization",
  "Authorization",
  "cookie",
  "password",
  "newPassword",
  "currentPassword",
  "secret",
  "clientSecret",
  "client_secret",
  "previousSecret",
  "codeVerifier",
  "token",
  "serverUrl",
  "strataServerUrl",
  "oauthUrl",
  "slackUrl",
  "authData",
];

/** A JSON logger on standard output: one object a line, in which no text can break the line or order a terminal about. */
export function createLogger(level: string, destination: DestinationStream = standardOutput()): Logger {
  return pino(
    {
      level,
      base: undefined,
      serializers: { err: describeError },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
    },
    { write: (line) => destination.write(escapeUnprintable(line)) },
  );
}

/** The descriptor itself, so that it stays when `process.stdout` is taken over. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}

/**
 * An error without the values of a failed query, which the database layer writes into its message: hashes of passwords
 * and tokens of sessions are among them. The driver's `detail` quotes whole rows, and goes as well.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { params: _params, detail: _detail, ...told } = pino.stdSerializers.err(error);
  let { message, stack } = told;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof DrizzleQueryError)) continue;
    const values = `\nparams: ${cause.params}`;
    message = message.replaceAll(values, "");
    stack = stack.replaceAll(values, "");
  }
  return { ...told, message, stack };
}
