import { passkeyRoute } from "@/lib/server/http/passkey";

export const POST = passkeyRoute;
