import { lazyCode } from "./lazy-part";

/** The alert dialog's code, for all who open one. */
export const alertDialog = lazyCode(() => import("./alert-dialog").then((module) => module.AlertDialog));
