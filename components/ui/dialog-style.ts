/** What the two kinds of dialog have in common. */
export const backdropStyle =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

export const popupStyle =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 " +
  "-translate-y-1/2 flex-col overflow-hidden rounded-xl border border-border bg-raised shadow-high outline-none " +
  "transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 " +
  "data-starting-style:scale-98 data-starting-style:opacity-0";

export const titleStyle = "font-semibold text-base";
export const descriptionStyle = "mt-1 text-muted text-sm";
export const footerStyle = "flex flex-wrap justify-end gap-2 border-border border-t bg-inset px-5 py-3";
