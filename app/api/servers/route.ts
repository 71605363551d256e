import { createServerFormSchema } from "@/lib/contracts/server";
import { targetSchema } from "@/lib/contracts/target";
import { json } from "@/lib/server/http/json";
import { createServer } from "@/lib/server/services/servers/create";

export const POST = json({ service: createServer, body: createServerFormSchema, answer: targetSchema });
