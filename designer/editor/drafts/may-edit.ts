import type { Principal } from "../../../engine/model/types.ts";

/** Who may keep drafts and publish them; the server holds everybody to it. */
export const mayEdit = ({ roles }: Pick<Principal, "roles">): boolean =>
  roles.includes("process-owner") || roles.includes("administrator");
