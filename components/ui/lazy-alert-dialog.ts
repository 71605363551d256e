import { lazyCode } from "./lazy-code";

/** The alert dialog's code, for all who open one. */
export const alertDialog = lazyCode(() => import("./alert-dialog").then((module) => module.AlertDialog));
