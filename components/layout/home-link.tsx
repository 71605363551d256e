import Link from "next/link";
import { HOME_PATH } from "@/lib/contracts/return-path";
import { ProductMark } from "./product-mark";

export function HomeLink() {
  return (
    <Link
      href={HOME_PATH}
      className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-tight"
    >
      <ProductMark />
      Patchbay
    </Link>
  );
}
