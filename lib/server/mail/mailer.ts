import { createTransport } from "nodemailer";
import type { Env } from "../process/env";
import type { Logger } from "../process/log";

export type Mail = { to: string; subject: string; text: string };

/** How a mail went that was handed on; a reason is a sentence for whoever sent it. */
export type Mailed = { sent: true } | { sent: false; reason: string };

/** Sends mail. It never throws: a mail that was not taken is told. */
export type Mailer = { send(mail: Mail): Promise<Mailed> };

/** In milliseconds: somebody waits for the answer. */
const CONNECT_TIMEOUT = 10_000;
const SILENCE_TIMEOUT = 20_000;
/** So many mails are under way at once. */
const TOGETHER = 4;

const LOOPBACK = ["localhost", "127.0.0.1", "::1", "[::1]"];

/** A sender by the server that the environment names; undefined where it names none. */
export function createMailer({ smtp }: Pick<Env, "smtp">, log: Logger): Mailer | undefined {
  if (!smtp) return undefined;
  const { url, from } = smtp;
  const { hostname, username } = new URL(url);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: TOGETHER,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: CONNECT_TIMEOUT,
    socketTimeout: SILENCE_TIMEOUT,
    // A password is not sent in the clear, unless it stays on this machine.
    requireTLS: username !== "" && !LOOPBACK.includes(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        // As an address and not as a text, which could name several.
        await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
        return { sent: true };
      } catch (error) {
        log.warn({ err: error }, "a mail was not taken by the mail server");
        return { sent: false, reason: reasonOf(error) };
      }
    },
  };
}

/** What the mail server said, without what it may repeat of the mail. */
function reasonOf(error: unknown): string {
  const { code = "", responseCode } = error as { code?: string; responseCode?: number };
  if (code === "EAUTH") return "The mail server did not accept the console's credentials.";
  if (code === "EENVELOPE") return "The mail server did not take this address.";
  if (responseCode) return `The mail server refused the mail (${responseCode}).`;
  return "The mail server could not be reached.";
}
