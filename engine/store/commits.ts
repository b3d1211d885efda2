/** Those who wait for the next commit. */
export class Commits {
  private readonly waiting = new Set<() => void>();

  /** Resolves after the next {@link announce}, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }

  announce(): void {
    for (const wake of this.waiting) wake();
  }
}
