import type { ReactNode } from "react";
import { ProductMark } from "./product-mark";

type FullPageProps = { title: ReactNode; description?: ReactNode; children?: ReactNode };

/** A page without the console's frame: signing in, and what went wrong before there was a frame. */
export function FullPage({ title, description, children }: FullPageProps) {
  return (
    <main id="main" className="flex min-h-dvh flex-col items-center px-4 pt-[max(3rem,14vh)] pb-12">
      <div className="w-full max-w-sm">
        <ProductMark className="size-9" />
        <h1 className="mt-5 font-semibold text-xl tracking-tight">{title}</h1>
        {description && <p className="mt-1 text-muted text-sm">{description}</p>}
        {children && <div className="mt-6">{children}</div>}
      </div>
    </main>
  );
}
