import { handleAuth } from "@/lib/server/http/auth";

export const GET = handleAuth;
export const POST = handleAuth;
