/** Does nothing, and has to be here: Next looks for this file in the folders above too, and would take the console's. */
export function register(): void {}
