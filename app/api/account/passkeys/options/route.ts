import { beginPasskeyRequestSchema, passkeyOptionsSchema } from "@/lib/contracts/passkey";
import { json } from "@/lib/server/http/json";
import { beginPasskey } from "@/lib/server/services/passkeys/add";

export const POST = json({
  service: beginPasskey,
  body: beginPasskeyRequestSchema,
  answer: passkeyOptionsSchema,
});
