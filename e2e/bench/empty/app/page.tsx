import { connection } from "next/server";

/** Made anew for each request, as the console's pages are. */
export default async function EmptyPage() {
  await connection();
  return <p>Nothing.</p>;
}
