import { describe, expect, it } from "vitest";
import { onToastWaiting, receiveToasts, type ToastMessage, toast } from "./toast";

describe("toast", () => {
  it("loses no message that came before there was anything to show it", () => {
    let woken = 0;
    const shown: string[] = [];
    const receive = ({ title }: ToastMessage) => shown.push(title);

    toast({ title: "before the page was ready" });
    const stopWaiting = onToastWaiting(() => {
      woken += 1;
    });
    expect(woken).toBe(1);
    toast({ title: "while the viewport loads" });

    const stop = receiveToasts(receive);
    toast({ title: "at once" });
    expect(shown).toEqual(["before the page was ready", "while the viewport loads", "at once"]);

    stop();
    toast({ title: "after the viewport has gone" });
    expect(shown).toHaveLength(3);
    receiveToasts(receive)();
    expect(shown).toHaveLength(4);
    stopWaiting();
  });
});
