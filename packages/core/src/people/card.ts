/** A contact as an address book has it, whichever format it comes in; what is not a column of a contact is among its details. */
import { foldAscii } from "#kit/columns";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";
import { isDay } from "./birthday.ts";
import { MAX_REACHED } from "./contacts.sql.ts";
import { emailNormal, type Reached } from "./reached.ts";
import { contactReasons } from "./sayings.ts";

export interface Card {
  /** What the address book calls this contact for ever, such as the UID of a vCard. */
  uid?: string;
  name: string;
  emails: Reached[];
  phones: Reached[];
  /** `YYYY-MM-DD`, or `--MM-DD` where the year is not known. */
  birthday?: string;
  notes?: string;
  matrixId?: string;
  mastodonHandle?: string;
  /** JSON of at most MAX_DETAILS characters. */
  details: Record<string, unknown>;
}

/** What a reader of a format has found. */
export interface Found extends Omit<Card, "name"> {
  /** The best name first; those that are missing are left out or blank. */
  names: (string | undefined)[];
  /** What no field and no detail has a place for, by the name that it has in the file. */
  other: Record<string, string | string[]>;
}

const MAX_NAME = 200;
const MAX_NOTES = 10_000;
const MAX_DETAILS = 20_000;
const MAX_PHONE = 100;
const MAX_EMAIL = 320;

/** The contact, or a sentence that says why it cannot be one. What would not fit is refused and never cut, but for names. */
export function cardOf(found: Found): Card | Saying {
  const { names, other, details, ...rest } = found;
  const [emails, phones] = [distinct(rest.emails), distinct(rest.phones)];
  const name = [...names, emails[0]?.value, phones[0]?.value].map(oneLine).find((one) => one !== "");
  if (!name) return contactReasons("card_nameless");
  for (const [reached, max, what] of [
    [emails, MAX_EMAIL, "email"],
    [phones, MAX_PHONE, "phone"],
  ] as const) {
    if (reached.length > MAX_REACHED)
      return contactReasons(`card_too_many_${what}s`, { count: reached.length, max: MAX_REACHED });
    if (reached.some(({ value }) => value.length > max)) return contactReasons(`card_long_${what}`, { max });
  }
  if (rest.notes && rest.notes.length > MAX_NOTES)
    return contactReasons("card_long_note", { count: rest.notes.length, max: MAX_NOTES });
  const kept = { ...details, ...(name.length > MAX_NAME && { fullName: name }), ...dateless(rest.birthday) };
  const whole = Object.keys(other).length > 0 ? { ...kept, other } : kept;
  // What the file says beside what a contact has goes first where there is too much of it.
  const fitting = [whole, kept].find((one) => JSON.stringify(one).length <= MAX_DETAILS);
  if (!fitting) return contactReasons("card_long_details", { max: MAX_DETAILS });
  return {
    ...(rest.uid && { uid: rest.uid }),
    name: cut(name, MAX_NAME),
    emails,
    phones,
    ...(rest.birthday && isDay(rest.birthday) && { birthday: rest.birthday }),
    ...(rest.notes && { notes: rest.notes }),
    ...handlesOf(rest),
    details: fitting,
  };
}

/** Accounts that are written as such. */
function handlesOf({ matrixId, mastodonHandle }: Pick<Card, "matrixId" | "mastodonHandle">) {
  return {
    ...(matrixId && isAccount(matrixId) && { matrixId }),
    ...(mastodonHandle && isAccount(mastodonHandle) && { mastodonHandle }),
  };
}
const isAccount = (text: string) => text.length <= MAX_ACCOUNT && !/\s/.test(text);
const MAX_ACCOUNT = 255;

export const isSaying = (read: Card | Saying): read is Saying => "code" in read;

/** A birthday that is no day (“1980”, “about 1900”) is kept in words. */
const dateless = (birthday: string | undefined) => (birthday && !isDay(birthday) ? { birthday } : {});

const oneLine = (text = "") => text.replace(/\s+/g, " ").trim();

/** Without what is there twice, label and all. */
function distinct(reached: readonly Reached[]): Reached[] {
  const seen = new Set<string>();
  return reached.flatMap(({ value, label }) => {
    const key = JSON.stringify([value, label ?? ""]);
    if (value.trim() === "" || seen.has(key)) return [];
    seen.add(key);
    const named = label ? cut(oneLine(label), MAX_LABEL) : "";
    return [named ? { value, label: named } : { value }];
  });
}

const MAX_LABEL = 60;

/**
 * What a card is, whatever else of it changes: its UID or, in an address book that has none, its name with its first mail address, else
 * its first number, else its birthday and organisation. Two cards of one name are two people unless they have that in common, too.
 */
export function identityOf({ uid, name, emails, phones, birthday, details }: Card): string {
  if (uid) return JSON.stringify(["uid", uid]);
  const reached = emails[0] ? emailNormal(emails[0].value) : phones[0]?.value.replace(/[^\p{Nd}+]/gu, "");
  return JSON.stringify(["name", nameNormal(name), reached ?? [birthday, details.organization]]);
}

/** Names are compared without regard to case, accents that are written in two ways, and spaces. */
export const nameNormal = (name: string): string => foldAscii(oneLine(name).normalize("NFKC")).toLocaleLowerCase("en");
