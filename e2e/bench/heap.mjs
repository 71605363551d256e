// Loaded into a console before it starts (`--expose-gc --import`): tells whoever started it what the heap holds.
import { setImmediate } from "node:timers/promises";

process.on("message", async () => {
  // What the first collection finalizes, the second one frees.
  for (let turn = 0; turn < 3; turn += 1) {
    global.gc();
    await setImmediate();
  }
  process.send(process.memoryUsage().heapUsed);
});
process.channel?.unref();
