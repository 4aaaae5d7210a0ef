/**
 * By which mail addresses and telephone numbers a contact is reached, and how a contact is found by one of them although they are stored
 * encrypted: each has a keyed hash (see kit/blind-index) of its normal form.
 */

import { blindIndexesOf, blindIndexOf } from "#kit/blind-index";
import { foldAscii } from "#kit/columns";
import { contacts } from "./contacts.sql.ts";

export interface Reached {
  value: string;
  label?: string | null;
}

/** The columns of a row of `ownerId` by which it is found; those of addresses or numbers that are not given are not either. */
export function keysOf(ownerId: string, { emails, phones }: { emails?: Reached[] | null; phones?: Reached[] | null }) {
  return {
    ...(emails !== undefined && { emailKeys: distinct(emails, (mail) => emailKey(mail, ownerId)) }),
    ...(phones !== undefined && { phoneKeys: distinct(phones, (phone) => phoneKey(phone, ownerId)) }),
  };
}

const distinct = (reached: Reached[] | null, keyOf: (value: string) => string) => [
  ...new Set((reached ?? []).map(({ value }) => keyOf(value))),
];

const emailKey = (value: string, ownerId: string) => blindIndexOf(emailNormal(value), contacts, "emailKeys", ownerId);
const phoneKey = (value: string, ownerId: string) => blindIndexOf(phoneNormal(value), contacts, "phoneKeys", ownerId);

/** Every hash under which a mail address of this person's contacts may be stored, also from before a key was rotated. */
export const emailKeysFor = (value: string, ownerId: string) =>
  blindIndexesOf(emailNormal(value), contacts, "emailKeys", ownerId);
export const phoneKeysFor = (value: string, ownerId: string) =>
  blindIndexesOf(phoneNormal(value), contacts, "phoneKeys", ownerId);

/** Without regard to case in ASCII letters, as mail addresses are compared everywhere here. */
export const emailNormal = (value: string): string => foldAscii(value.trim().normalize("NFC"));

/**
 * The last eight digits, so that 030 901820 and +49 30 901820 are one number, whichever country somebody is in; an extension does not
 * count. Fewer digits are a number of their own, and what has none is compared as text.
 */
export function phoneNormal(value: string): string {
  const digits = value
    .replace(EXTENSION, "")
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\D/g, "");
  return digits === "" ? foldAscii(value.trim().normalize("NFC")) : digits.slice(-8);
}

export const sameMail = (a: string, b: string) => emailNormal(a) === emailNormal(b);
export const samePhone = (a: string, b: string) => phoneNormal(a) === phoneNormal(b);

/** As RFC 3966 writes it (`;ext=12`), and as people do (`ext. 12`, `x12`, `#12`). */
const EXTENSION = /(?:;ext=|\s*(?:x|ext\.?|#)\s*)\d{1,10}\s*$/i;

/** A decimal digit of any script in ASCII: Unicode keeps the ten digits of a script together, beginning with its zero. */
function asciiDigit(digit: string): string {
  let zero = digit.codePointAt(0)!;
  for (let steps = 0; steps < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)); steps++) zero--;
  return String(digit.codePointAt(0)! - zero);
}
