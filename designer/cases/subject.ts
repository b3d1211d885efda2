/** The end of a case's id, to tell cases apart by. */
export const shortId = (id: string): string => `#${id.slice(-6).toUpperCase()}`;

/** Where a case is: as one sees it, or as the standing proxy of another. */
export const caseHref = (id: string, standingIn?: string): string =>
  `/cases/${encodeURIComponent(id)}` +
  (standingIn === undefined ? "" : `?for=${encodeURIComponent(standingIn)}`);
