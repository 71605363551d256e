import type { Metadata } from "next";
import { LinkGone } from "@/components/links/link-gone";

export const metadata: Metadata = { title: { absolute: "This link does not work" } };

export default LinkGone;
