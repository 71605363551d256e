import { PageLink } from "@/components/ui/page-link";
import { PATHS } from "@/lib/paths";
import { ProductMark } from "./product-mark";

export function HomeLink() {
  return (
    <PageLink
      href={PATHS.overview}
      className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-tight"
    >
      <ProductMark />
      Patchbay
    </PageLink>
  );
}
