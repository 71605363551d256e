export type Clock = {
  /** Does it at once; once more, where it is being done. */
  wake(): void;
  /** Does it no more. Resolves once what is being done has come to its end. */
  stop(): Promise<void>;
};

/** Does something again and again, `every` so many milliseconds after it ended, and never twice at once. */
export function startClock(act: (stopping: AbortSignal) => Promise<unknown>, every: number): Clock {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let acting: Promise<void> | undefined;
  let again = false;

  const plan = () => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(wake, again ? 0 : every);
    timer.unref();
    again = false;
  };
  const wake = () => {
    again = acting !== undefined;
    if (acting || stopping.signal.aborted) return;
    clearTimeout(timer);
    acting = act(stopping.signal).then(
      () => {},
      () => {},
    );
    void acting.then(() => {
      acting = undefined;
      plan();
    });
  };

  plan();
  return {
    wake,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await acting;
    },
  };
}
