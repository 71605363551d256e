import Link from "next/link";
import { PATHS } from "@/lib/paths";
import { ProductMark } from "./product-mark";

export function HomeLink() {
  return (
    <Link
      href={PATHS.overview}
      className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-tight"
    >
      <ProductMark />
      Patchbay
    </Link>
  );
}
