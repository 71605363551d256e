import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { signInAnswerSchema } from "@/lib/contracts/member";
import {
  type Passkey,
  passkeyAnswerSchema,
  passkeyOptionsSchema,
  removedPasskeySchema,
} from "@/lib/contracts/passkey";
import { request } from "./request";

type New = { name: string; currentPassword: string | undefined };

/** Has the browser make a passkey, and keeps it. @throws RequestError, or a DOMException where the browser made none */
export async function addPasskey({ name, currentPassword }: New): Promise<{ passkey: Passkey }> {
  const { options, ticket } = await request("/api/account/passkeys/options", {
    method: "POST",
    body: { currentPassword },
    answer: passkeyOptionsSchema,
  });
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON });
  return request("/api/account/passkeys", {
    method: "POST",
    body: { ticket, name, response },
    answer: passkeyAnswerSchema,
  });
}

/** `DELETE /api/account/passkeys/{id}` */
export function removePasskey(id: string): Promise<{ removed: true }> {
  const path = `/api/account/passkeys/${encodeURIComponent(id)}`;
  return request(path, { method: "DELETE", answer: removedPasskeySchema });
}

/** Has the browser sign with a passkey; on success the session's cookie is set. @throws as above */
export async function signInWithPasskey(): Promise<void> {
  const { options, ticket } = await request("/api/sign-in/passkey/options", {
    method: "POST",
    answer: passkeyOptionsSchema,
  });
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON });
  await request("/api/sign-in/passkey", {
    method: "POST",
    body: { ticket, response },
    answer: signInAnswerSchema,
  });
}
