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
  /** Whether it is the signature of that message: by this secret, or by the other one that is still read. */
  verify(signature: string, message: string, purpose: string): boolean;
};

type Options = {
  /** Another secret that is read as well, while one takes the place of the other. */
  previous?: string | undefined;
  /** Keys that do not follow from the secret any more, by their purpose. */
  kept?: ReadonlyMap<string, Buffer>;
};

const VERSION = "v1";

export function createCipher(secret: string, { previous, kept }: Options = {}): Cipher {
  const keys = keysOf(secret);
  const before = previous === undefined ? undefined : keysOf(previous);
  const signed = (key: Buffer, message: string) =>
    createHmac("sha256", key).update(message).digest("base64url");
  const sign = (message: string, purpose: string) =>
    signed(kept?.get(purpose) ?? keys.signing(purpose), message);
  return {
    encrypt(plaintext, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keys.encryption, iv);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, iv.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    decrypt(ciphertext, context) {
      if (!before) return opened(keys.encryption, ciphertext, context);
      try {
        return opened(keys.encryption, ciphertext, context);
      } catch {
        return opened(before.encryption, ciphertext, context);
      }
    },
    sign,
    verify(signature, message, purpose) {
      if (sameSecret(signature, sign(message, purpose))) return true;
      return before !== undefined && sameSecret(signature, signed(before.signing(purpose), message));
    },
  };
}

/** The key that follows from a secret for one purpose. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "patchbay", purpose, 32));
}

function keysOf(secret: string) {
  const known = new Map<string, Buffer>();
  const signing = (purpose: string) => {
    const key = known.get(purpose) ?? deriveKey(secret, purpose);
    known.set(purpose, key);
    return key;
  };
  return { encryption: deriveKey(secret, "encryption"), signing };
}

function opened(key: Buffer, ciphertext: string, context: string): string {
  const [version, iv, sealed] = ciphertext.split(".");
  if (version !== VERSION || !iv || !sealed) throw new Error("not a ciphertext of this console");
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
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
