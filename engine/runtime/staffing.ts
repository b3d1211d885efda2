import { anyone, type TaskDraft } from "../machine/index.ts";
import { administratorRole, type Instant } from "../model/index.ts";
import type { Directory } from "../ports/index.ts";
import { instant, millis } from "../time/index.ts";

/** So long is believed what a directory has said, which may be slow: ten minutes. */
const believedFor = 600_000;

/** Whether a task is anybody's: which roles have people is asked of the directory, and not asked again for a while. */
export class Staffing {
  private readonly directory: Directory;
  private readonly until = new Map<string, Instant>();
  /** Until when it is believed that the directory knows nobody at all: then people are left to whoever embeds the engine. */
  private unknownUntil: Instant = "";

  constructor(directory: Directory) {
    this.directory = directory;
  }

  /** Forgets what the directory has said: people may have changed. */
  clear(): void {
    this.until.clear();
    this.unknownUntil = "";
  }

  /** Somebody is asked by name, or one of the roles has had people a while ago. False where that is not known. */
  isSomebodys({ ids, roles }: TaskDraft, now: Instant): boolean {
    if (ids.length > 0 || this.unknownUntil > now) return true;
    for (const role of roles)
      if (role === anyone || role === administratorRole || (this.until.get(role) ?? "") > now) return true;
    return false;
  }

  /** Nobody is asked by name, and nobody has one of the roles, in a directory that knows people. */
  async isNobodys(draft: TaskDraft, now: Instant): Promise<boolean> {
    if (this.isSomebodys(draft, now)) return false;
    for (const role of draft.roles) {
      if ((await this.directory.inRole(role)).length === 0) continue;
      this.until.set(role, later(now));
      return false;
    }
    if ((await this.directory.people({ limit: 1 })).length > 0) return true;
    this.unknownUntil = later(now);
    return false;
  }
}

const later = (now: Instant): Instant => instant(millis(now) + believedFor);
