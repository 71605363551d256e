import pino, { type DestinationStream, type Logger } from "pino";

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
  "token",
  "serverUrl",
  "oauthUrl",
  "authData",
  "codeVerifier",
];

/** A JSON logger on standard output. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
    },
    destination,
  );
}
