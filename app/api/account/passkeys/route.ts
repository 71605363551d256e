import { addPasskeyRequestSchema, passkeyAnswerSchema } from "@/lib/contracts/passkey";
import { json } from "@/lib/server/http/json";
import { addPasskey } from "@/lib/server/services/passkeys/add";

export const POST = json({ service: addPasskey, body: addPasskeyRequestSchema, answer: passkeyAnswerSchema });
