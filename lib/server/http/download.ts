import type * as z from "zod/mini";
import type { Role } from "@/lib/contracts/member";
import type { Context } from "../context";
import { PatchbayError } from "../errors";
import { runtime } from "../process/runtime";
import { authorize } from "../services/authorize";
import { readJson } from "./body";
import { requireSameOrigin } from "./origin";
import { problemResponse } from "./problem";
import { publicContext, requestIdOf, requireActor } from "./session";

type Declaration<Asked extends z.ZodMiniType> = {
  allow: Role;
  /** What the query must be, or with `from: "body"` the JSON body. */
  asked: Asked;
  from?: "query" | "body";
  /** The file's name, without the date and the ending. */
  name: string;
  lines: (context: Context, asked: z.output<Asked>) => AsyncGenerator<string>;
};

/** A route that answers with a CSV file, sent as it is read. */
export function csvRoute<Asked extends z.ZodMiniType>({
  allow,
  asked,
  from = "query",
  name,
  lines,
}: Declaration<Asked>) {
  return async (request: Request): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    const process = await runtime();
    const context = publicContext(process, request.headers, requestId);
    try {
      requireSameOrigin(request, process.env.appUrl);
      const actor = await requireActor(process, request.headers);
      authorize(actor, allow);
      const read =
        from === "body" ? await readJson(request) : Object.fromEntries(new URL(request.url).searchParams);
      const parsed = asked.safeParse(read);
      if (!parsed.success) throw new PatchbayError("invalid", "What is to be downloaded makes no sense.");
      const file = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
      const onFailure = (error: unknown) => context.log.error({ err: error }, "a download broke off");
      return new Response(asStream(lines({ ...context, actor }, parsed.data), onFailure), {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="${file}"`,
          "cache-control": "no-store",
          "x-request-id": requestId,
        },
      });
    } catch (error) {
      return problemResponse(error, request.method, requestId, context.log);
    }
  };
}

/** What fails once the answer has begun can only break it off: a file that is cut short must not look whole. */
function asStream(
  lines: AsyncGenerator<string>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        onFailure(error);
        controller.error(error);
      }
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
