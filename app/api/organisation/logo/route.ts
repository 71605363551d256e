import { serveLogo } from "@/lib/server/http/image";

export const GET = serveLogo;
