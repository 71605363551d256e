import { handleSweep } from "@/lib/server/http/sweep";

export const GET = handleSweep;
