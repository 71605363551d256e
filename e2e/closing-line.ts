import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Ends the run with one plain line, for whatever reads it: "12 passed, 0 failed, 1 skipped". */
export default class ClosingLine implements Reporter {
  private readonly results = new Map<string, TestResult["status"]>();

  onTestEnd(test: TestCase, { status }: TestResult): void {
    this.results.set(test.id, status);
  }

  onEnd(): void {
    const statuses = [...this.results.values()];
    const passed = statuses.filter((status) => status === "passed").length;
    const skipped = statuses.filter((status) => status === "skipped").length;
    process.stdout.write(
      `${passed} passed, ${statuses.length - passed - skipped} failed, ${skipped} skipped\n`,
    );
  }

  printsToStdio(): boolean {
    return false;
  }
}
