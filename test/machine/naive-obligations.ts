import type { Row } from "./obligation-rows.ts";

export interface Sent {
  type: "soon" | "over";
  no: string;
  date: string;
  at: string;
}

const day = 86_400_000;
const shanghai = 8 * 3_600_000;
/** 24:00 in Shanghai, which knows no summer time, of a date so many days away. */
const endOf = (date: string, away = 0): string =>
  new Date(Date.parse(date) + (away + 1) * day - shanghai).toISOString();

/**
 * Obligations by brute force: rows are compared by key and date after every edit, and what is sent is found by looking at every row
 * over every stretch of time between two edits. Slow and plain, to hold the machine to; a reminder is three days before.
 */
export class NaiveObligations {
  readonly sent: Sent[] = [];
  private standing = new Map<string, { no: string; date: string; since: string }>();
  private now: string;
  private rows: Row[] = [];
  private active = true;

  constructor(now: string) {
    this.now = now;
  }

  edit(rows: Row[]): void {
    this.rows = rows;
    this.look();
  }
  move(active: boolean): void {
    this.active = active;
    this.look();
  }

  /** Lets time pass until an instant, its end included. */
  until(at: string): void {
    for (const one of this.standing.values()) this.pass(one, at);
    this.now = at;
  }

  private look(): void {
    const before = this.standing;
    this.standing = new Map();
    if (this.active)
      for (const { no, due, status } of this.rows)
        if (status === "open" && due !== null)
          this.standing.set(`${no} ${due}`, {
            no,
            date: due,
            since: before.get(`${no} ${due}`)?.since ?? this.now,
          });
    // What has passed already is sent at once.
    this.until(this.now);
  }

  private pass({ no, date, since }: { no: string; date: string; since: string }, at: string): void {
    const over = endOf(date);
    const later = (time: string) => (time > since ? time : since);
    this.say({ type: "soon", no, date, at: later(endOf(date, -3)) }, at, over > since);
    this.say({ type: "over", no, date, at: later(over) }, at, true);
  }

  private say(one: Sent, at: string, isWanted: boolean): void {
    const isSent = this.sent.some(
      ({ type, no, date }) => type === one.type && no === one.no && date === one.date,
    );
    const isOver = this.sent.some(
      ({ type, no, date }) => type === "over" && no === one.no && date === one.date,
    );
    if (isWanted && !isSent && !isOver && one.at <= at) this.sent.push(one);
  }
}
