import { passkeyIdParamsSchema, removedPasskeySchema } from "@/lib/contracts/passkey";
import { json } from "@/lib/server/http/json";
import { removePasskey } from "@/lib/server/services/passkeys/remove";

export const DELETE = json({
  service: removePasskey,
  params: passkeyIdParamsSchema,
  answer: removedPasskeySchema,
});
