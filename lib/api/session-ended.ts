type Listener = (asked: { changes: boolean }) => void;

const listeners = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in. Returns how to stop. */
export function onSessionEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param asked.changes whether it was a press that was refused, and not a look */
export function tellSessionEnded(asked: { changes: boolean }): void {
  for (const listener of listeners) listener(asked);
}
