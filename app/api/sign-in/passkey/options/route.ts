import { passkeyOptionsSchema } from "@/lib/contracts/passkey";
import { json } from "@/lib/server/http/json";
import { beginPasskeySignIn } from "@/lib/server/services/passkeys/sign-in";

export const POST = json({ service: beginPasskeySignIn, answer: passkeyOptionsSchema });
