import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** Encrypts and signs with keys that are all derived from `APP_SECRET` (HKDF, RFC 5869). */
export type Cipher = {
  /**
   * AES-256-GCM. `context` names the record and the field, and must be the same to decrypt: a ciphertext that is moved
   * to another row does not open.
   */
  encrypt(plaintext: string, context: string): string;
  /** @throws Error where the ciphertext, the context or the secret is another one. */
  decrypt(ciphertext: string, context: string): string;
  /** HMAC-SHA-256 of a message for one purpose, in base64url. */
  sign(message: string, purpose: string): string;
};

const VERSION = "v1";

export function createCipher(secret: string): Cipher {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "patchbay", purpose, 32));
  const encryptionKey = derive("encryption");
  const signingKeys = new Map<string, Buffer>();
  const signingKey = (purpose: string) => {
    const key = signingKeys.get(purpose) ?? derive(purpose);
    signingKeys.set(purpose, key);
    return key;
  };
  return {
    encrypt(plaintext, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", encryptionKey, iv);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, iv.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    decrypt(ciphertext, context) {
      const [version, iv, sealed] = ciphertext.split(".");
      if (version !== VERSION || !iv || !sealed) throw new Error("not a ciphertext of this console");
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", encryptionKey, Buffer.from(iv, "base64url"), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
    },
    sign: (message, purpose) => createHmac("sha256", signingKey(purpose)).update(message).digest("base64url"),
  };
}

/** 256 random bits in base64url: a token that nobody guesses. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in base64url. For tokens of full entropy only; passwords have their own hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
