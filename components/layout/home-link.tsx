import Link from "next/link";
import { ProductMark } from "./product-mark";

export function HomeLink() {
  return (
    <Link href="/" className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-tight">
      <ProductMark />
      Patchbay
    </Link>
  );
}
