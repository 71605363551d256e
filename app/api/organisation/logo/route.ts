import { serveLogo } from "@/lib/server/http/logo";

export const GET = serveLogo;
