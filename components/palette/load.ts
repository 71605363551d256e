/** Begins to load the palette's script, as when somebody reaches for its button. */
export const loadCommands = () => import("./command-dialog");

export const loadShortcuts = () => import("./shortcuts-dialog");
