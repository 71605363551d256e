import { bundleAnswerSchema, bundleFormSchema, listBundlesAnswerSchema } from "@/lib/contracts/bundle";
import { json } from "@/lib/server/http/json";
import { createBundle } from "@/lib/server/services/bundles/create";
import { listBundles } from "@/lib/server/services/bundles/list";

export const GET = json({ service: listBundles, answer: listBundlesAnswerSchema });

export const POST = json({ service: createBundle, body: bundleFormSchema, answer: bundleAnswerSchema });
