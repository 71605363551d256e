import { Secret, TOTP } from "otpauth";

/** What authenticator apps take for granted where an address leaves it out (RFC 6238, section 1.2). */
const FORM = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** Steps that a clock may be off by, to either side (RFC 6238, section 5.2). */
const WINDOW = 1;

/** A new shared secret of 160 bits (RFC 4226, section 4), in base32. */
export function makeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth:` address that an app reads from a QR code. `issuer` tells several consoles apart in it. */
export function addressOf(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ ...FORM, issuer, label, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step that a code belongs to; undefined where it is none of the present ones. */
export function stepOf(secret: string, code: string, now = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / FORM.period) + delta;
}
