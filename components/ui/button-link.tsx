import type { Route } from "next";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { PageLink } from "./page-link";

type ButtonLinkProps = Omit<ComponentProps<"a">, "href"> & {
  href: Route;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

/** A link inside the console that looks like a button. */
export function ButtonLink({ variant = "secondary", size = "medium", className, ...props }: ButtonLinkProps) {
  return <PageLink className={buttonStyle(variant, size, className)} {...props} />;
}
