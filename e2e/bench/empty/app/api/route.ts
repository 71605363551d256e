import { connection } from "next/server";

/** What a request of an API costs that does nothing: what the console's are compared with. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json({});
}

export async function POST(request: Request): Promise<Response> {
  await request.json();
  return Response.json({});
}
