/** How what is in the page stands to what is on the server. */
export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "conflict" | "refused";

export interface SaverView {
  readonly state: SaveState;
  /** The revision over which is saved. */
  readonly revision: number;
  /** What came of the last try, where it did not succeed. */
  readonly fault: unknown;
}

export interface SaverOptions<Content> {
  revision: number;
  /** Saves over a revision and gives the next one. */
  put(content: Content, revision: number): Promise<number>;
  /** What a fault means: nothing arrived, somebody else was first, or it is not taken. */
  judge(fault: unknown): "offline" | "conflict" | "refused";
  /** Calls back after so many milliseconds; gives what forgets it. */
  later(call: () => void, after: number): () => void;
  changed(): void;
}

/** Milliseconds of rest after which is saved, and the longest between two tries while nothing arrives. */
const rest = 1000;
const longest = 30_000;

/**
 * Saves what changes, a moment after it has, one save at a time, and never over what somebody else has saved. While the server
 * cannot be reached it tries again, with the latest; after a conflict it waits until it is told over which revision to save.
 */
export class Saver<Content> {
  private view: SaverView;
  private latest: { content: Content } | null = null;
  private forget: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private failures = 0;
  private readonly options: SaverOptions<Content>;

  constructor(options: SaverOptions<Content>) {
    this.options = options;
    this.view = { state: "saved", revision: options.revision, fault: null };
  }

  state = (): SaverView => this.view;

  /** Takes what there is now. */
  change(content: Content): void {
    this.latest = { content };
    if (this.view.state === "conflict") return;
    if (this.running === null) {
      if (this.view.state !== "offline") this.show("unsaved");
      this.plan(rest);
    }
  }

  /** Saves at once what is not saved yet. Resolves when that has succeeded or failed. */
  async flush(): Promise<void> {
    while (this.running !== null) await this.running;
    if (this.latest === null || this.view.state === "conflict") return;
    this.unplan();
    this.running = this.save(this.latest.content).finally(() => {
      this.running = null;
      if (this.latest !== null && this.view.state === "unsaved") this.plan(rest);
    });
    await this.running;
  }

  /** After a conflict: goes on over that revision, with `content`, or with what is there already where nothing is given. */
  resume(revision: number, content?: Content): void {
    this.latest = content === undefined ? null : { content };
    this.view = { state: content === undefined ? "saved" : "unsaved", revision, fault: null };
    this.options.changed();
    if (content !== undefined) void this.flush();
  }

  /** Nothing is saved by itself any more. */
  stop(): void {
    this.unplan();
  }

  private async save(content: Content): Promise<void> {
    const { put, judge } = this.options;
    const { latest } = this;
    this.show("saving");
    try {
      const revision = await put(content, this.view.revision);
      this.failures = 0;
      if (this.latest === latest) this.latest = null;
      this.view = { state: this.latest === null ? "saved" : "unsaved", revision, fault: null };
      this.options.changed();
    } catch (fault) {
      const state = judge(fault);
      this.view = { ...this.view, state, fault };
      this.options.changed();
      if (state === "offline") this.plan(Math.min(longest, rest * 2 ** ++this.failures));
    }
  }

  private show(state: SaveState): void {
    if (this.view.state === state) return;
    this.view = { ...this.view, state };
    this.options.changed();
  }
  private plan(after: number): void {
    this.unplan();
    this.forget = this.options.later(() => void this.flush(), after);
  }
  private unplan(): void {
    this.forget?.();
    this.forget = null;
  }
}
