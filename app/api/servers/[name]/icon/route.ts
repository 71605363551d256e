import { serveIcon } from "@/lib/server/http/image";

export const GET = serveIcon;
