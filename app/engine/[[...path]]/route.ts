import { runtime } from "@/lib/server/process/runtime";

/** The embedded engine takes everything below `/engine` as it comes, and does its own checking. */
async function handle(request: Request): Promise<Response> {
  const { engine } = await runtime();
  return engine ? engine.fetch(request) : Response.json({ detail: "Not Found" }, { status: 404 });
}

export { handle as DELETE, handle as GET, handle as OPTIONS, handle as PATCH, handle as POST };
