import { revealManyRequestSchema } from "@/lib/contracts/create-many";
import { csv } from "@/lib/server/http/csv";
import { revealInstances } from "@/lib/server/services/instances/reveal-many";

export const POST = csv({
  service: revealInstances,
  asked: revealManyRequestSchema,
  from: "body",
  input: (asked) => asked,
  name: "server-urls",
});
