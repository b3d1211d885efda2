/** One line of the log: JSON, with the time, a level, a message and what belongs to it. Never data of cases. */
export interface Log {
  (
    level: "info" | "warn" | "error",
    message: string,
    more?: Record<string, string | number | boolean | undefined>,
  ): void;
}

/** Writes JSON lines to a stream, standard error where none is given. */
export function jsonLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return (level, message, more = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...more })}\n`);
}

/** For programs that log in their own way, and for tests that look at nothing. */
export const silentLog: Log = () => undefined;
