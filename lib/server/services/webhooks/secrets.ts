import { createHmac, randomBytes } from "node:crypto";
import type { Context } from "../../context";
import type { EndpointRow } from "./serialize";

const PREFIX = "whsec_";

/** Under which names an endpoint's secrets are sealed. */
export const secretContext = (id: string) => `webhook_endpoint.secret:${id}`;
export const previousSecretContext = (id: string) => `webhook_endpoint.previous_secret:${id}`;

/** A secret as the Standard Webhooks specification writes one. */
export function makeSecret(): string {
  return PREFIX + randomBytes(32).toString("base64");
}

/** The secrets that sign for an endpoint at this moment, the present one first. */
export function openSecrets(
  { cipher }: Pick<Context, "cipher">,
  { id, secret, previousSecret, previousUntil }: EndpointRow,
): string[] {
  const present = cipher.decrypt(secret, secretContext(id));
  if (!previousSecret || !previousUntil || previousUntil <= new Date()) return [present];
  return [present, cipher.decrypt(previousSecret, previousSecretContext(id))];
}

export type Message = { id: string; timestamp: number; body: string };

/** The `webhook-signature` header: HMAC-SHA-256 over id, time and body, once for each secret (Standard Webhooks, v1). */
export function signatureOf(secrets: readonly string[], { id, timestamp, body }: Message): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}
