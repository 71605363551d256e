import { completeRoute } from "@/lib/server/http/single-sign-on";

export const GET = completeRoute;
