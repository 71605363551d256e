import { logoutRoute } from "@/lib/server/http/single-sign-on";

export const POST = logoutRoute;
