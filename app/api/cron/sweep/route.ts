import { handleCron } from "@/lib/server/http/cron";

export const GET = handleCron;
