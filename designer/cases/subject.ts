/** The end of a case's id, to tell cases apart by. */
export const shortId = (id: string): string => `#${id.slice(-6).toUpperCase()}`;
