import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { canonical } from "./chain";

/** Signs what the audit vouches for (Ed25519, RFC 8032), over its canonical JSON. */
export type AuditSigner = {
  keyId: string;
  /** `x` of a JSON Web Key (RFC 8037). */
  publicKey: string;
  /** In base64url. */
  sign(statement: object): string;
};

/** How a private key of Ed25519 begins in PKCS #8 (RFC 8410); its 32 bytes follow. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** @param secret of any form, as long as nobody guesses it: the key is its hash */
export function createAuditSigner(secret: string): AuditSigner {
  const seed = createHash("sha256").update(`patchbay audit signing key\0${secret}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const publicKey = String(createPublicKey(key).export({ format: "jwk" }).x);
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (statement) => signBytes(null, Buffer.from(canonical(statement)), key).toString("base64url"),
  };
}

/** The thumbprint of a public key (RFC 7638). */
export function keyIdOf(publicKey: string): string {
  return createHash("sha256")
    .update(canonical({ crv: "Ed25519", kty: "OKP", x: publicKey }))
    .digest("base64url");
}

/** Whether the key signed the statement. What is no key or no signature signed nothing. */
export function isSignedBy(publicKey: string, statement: object, signature: string): boolean {
  const key = readPublicKey(publicKey);
  if (!key) return false;
  return verifyBytes(null, Buffer.from(canonical(statement)), key, Buffer.from(signature, "base64url"));
}

function readPublicKey(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  } catch {
    return undefined;
  }
}
