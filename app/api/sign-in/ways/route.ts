import { signInWaysSchema } from "@/lib/contracts/sign-in";
import { json } from "@/lib/server/http/json";
import { listSignInWays } from "@/lib/server/services/sign-in/read";

export const GET = json({ service: listSignInWays, answer: signInWaysSchema });
