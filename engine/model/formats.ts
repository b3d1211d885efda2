/**
 * Named formats of texts, for `format` in schemas and for the operator `matches`. Each takes time linear in the length of
 * the text; there is no way to write a regular expression of one's own in a rule.
 */
export const formats = {
  date: isDate,
  time: (text: string) => isTime(text),
  "date-time": isDateTime,
  email: (text: string) =>
    text.length <= 254 &&
    /^[^\s@<>"(),:;[\]\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/.test(text),
  uri: isUri,
  uuid: (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  /** Resident identity number of the mainland, 18 characters with a check character (GB 11643-1999). */
  "id-card": isIdCard,
  /** Unified social credit code, 18 characters with a check character (GB 32100-2015). */
  "credit-code": isCreditCode,
  /** A whole number, or a number, in digits. */
  integer: (text: string) => text.length <= 400 && /^-?(?:0|[1-9]\d*)$/.test(text),
  number: (text: string) => text.length <= 400 && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text),
  /** Mobile telephone number of the mainland, with or without +86. */
  mobile: (text: string) => /^(?:\+86[- ]?)?1[3-9]\d{9}$/.test(text),
  /** Mobile or fixed telephone number of the mainland, with or without +86. */
  phone: (text: string) => /^(?:\+86[- ]?)?(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text),
  /** Six-digit postal code. */
  postcode: (text: string) => /^[0-9]{6}$/.test(text),
  /** Somebody by the id that the directory, or whoever runs the procedure, knows them by: 1 to 200 characters in one line. */
  person: (text: string) => /^[^\s\p{Cc}](?:[^\p{Cc}]{0,198}[^\s\p{Cc}])?$/u.test(text),
  /** Reference to a stored file, as the host gave it out: 1 to 200 characters without white space or control characters. */
  attachment: (text: string) => /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,199}$/.test(text) && !text.includes(".."),
} as const satisfies Record<string, (text: string) => boolean>;

/** Whether a text has a format; null where there is no format of that name. */
export function hasFormat(text: string, name: string): boolean | null {
  return Object.hasOwn(formats, name) ? formats[name as keyof typeof formats](text) : null;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

function isTime(text: string, zone = false): boolean {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (match === null || (zone && (match[4] === undefined || match[3] === undefined))) return false;
  const offset = match[4] === undefined || match[4] === "Z" ? ["0", "0"] : match[4].slice(1).split(":");
  return (
    Number(match[1]) < 24 &&
    Number(match[2]) < 60 &&
    Number(match[3] ?? 0) < 60 &&
    Number(offset[0]) < 24 &&
    Number(offset[1]) < 60
  );
}

function isDateTime(text: string): boolean {
  return text[10] === "T" && isDate(text.slice(0, 10)) && isTime(text.slice(11), true);
}

function isUri(text: string): boolean {
  return text.length <= 2000 && /^https?:\/\/[^\s/?#]+[^\s]*$/.test(text) && URL.canParse(text);
}

function isIdCard(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  if (!isDate(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17];
}

function isCreditCode(text: string): boolean {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(text[index] ?? ""),
    0,
  );
  return alphabet[(31 - (sum % 31)) % 31] === text[17];
}
