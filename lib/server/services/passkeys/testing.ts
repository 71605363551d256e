import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { AddPasskeyRequest, PasskeySignInRequest } from "@/lib/contracts/passkey";

type Asked = { options: { challenge: string }; ticket: string };
type Odd = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Whether the person showed who they are. */
  verified?: boolean;
  counter?: number;
  type?: string;
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64url = (data: string | Buffer) => Buffer.from(data).toString("base64url");

/** Flags of the authenticator data (WebAuthn level 3, section 6.1). */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/**
 * An authenticator with one key of P-256, as a phone has it; `odd` makes it lie. A browser with a virtual one is tried in the
 * browser tests.
 */
export function createAuthenticator(appUrl: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  // COSE (RFC 9052) in CBOR: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }.
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);

  const clientData = ({ options }: Asked, type: string, odd: Odd) =>
    Buffer.from(
      JSON.stringify({
        type: odd.type ?? type,
        challenge: odd.challenge ?? options.challenge,
        origin: odd.origin ?? appUrl,
        crossOrigin: false,
      }),
    );
  function authenticatorData({ rpId, verified = true, counter = 0 }: Odd, flags = 0): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([
      sha256(rpId ?? new URL(appUrl).hostname),
      Buffer.from([PRESENT | (verified ? VERIFIED : 0) | flags]),
      count,
    ]);
  }

  return {
    id: base64url(id),
    /** What the browser answers to being asked for a new passkey. */
    make(asked: Asked, odd: Odd = {}): Omit<AddPasskeyRequest, "name"> {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = Buffer.concat([
        authenticatorData(odd, HAS_CREDENTIAL),
        Buffer.alloc(16),
        length,
        id,
        cose,
      ]);
      // CBOR: { "fmt": "none", "attStmt": {}, "authData": bytes }.
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.from([data.length]),
        data,
      ]);
      const response = {
        clientDataJSON: base64url(clientData(asked, "webauthn.create", odd)),
        attestationObject: base64url(attestation),
      };
      return { ticket: asked.ticket, response: { ...credential(id), response } };
    },
    /** What it answers to being asked who is there. */
    use(asked: Asked, odd: Odd = {}): PasskeySignInRequest {
      const data = authenticatorData(odd);
      const said = clientData(asked, "webauthn.get", odd);
      const signature = sign("sha256", Buffer.concat([data, sha256(said)]), privateKey);
      const response = {
        clientDataJSON: base64url(said),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      };
      return { ticket: asked.ticket, response: { ...credential(id), response } };
    },
  };
}

function credential(id: Buffer) {
  const name = base64url(id);
  return { id: name, rawId: name, type: "public-key" as const, clientExtensionResults: {} };
}
