import { redirect } from "next/navigation";
import { requirePage } from "@/lib/server/http/page";

export default async function HomePage() {
  await requirePage();
  redirect("/instances/new");
}
