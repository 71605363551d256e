import { NextResponse } from "next/server";

/** Lets everything pass, and has to be here: Next looks for this file in the folders above too, as for the other. */
export function proxy(): NextResponse {
  return NextResponse.next();
}
