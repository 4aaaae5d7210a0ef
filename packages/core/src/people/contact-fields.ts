/** What becomes of the fields of two contacts that are merged into one. */
import { isDeepStrictEqual } from "node:util";
import type { contacts } from "#core/people/contacts.sql";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import type { Row } from "#kit/wire";
import { type Reached, sameMail, samePhone } from "./reached.ts";

export type Contact = Row<typeof contacts>;

/** The fields that are chosen, in the order of a form. */
export const MERGED_FIELDS = [
  "name",
  "contactType",
  "emails",
  "phones",
  "notes",
  "matrixId",
  "mastodonHandle",
  "birthday",
  "rating",
  "isActive",
  "keepInTouchDays",
  "lifeDomainId",
  "details",
  "hourlyRateCents",
] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];
/** Of these a contact can have what both had. */
export const UNITED_FIELDS = ["emails", "phones", "notes", "details"] as const;

export type Choice = "mine" | "theirs" | "both";
export type Choices = { readonly [F in MergedField]?: Choice };

/**
 * The values that `mine` gets when `theirs` is merged into it. What is not chosen is kept where it is set, and else is the other's; addresses,
 * numbers and notes of both are kept, its own first, and of further facts those of both, its own where they differ. A birthday with its year
 * goes before one without, and of two with a year the earlier one. A contact of which nothing particular was said is what the other one is.
 * The rate comes with its currency and rounding.
 */
export function united(mine: Contact, theirs: Contact, choices: Choices): Partial<Contact> {
  const values: Record<string, unknown> = {};
  const defaults: Partial<Record<MergedField, unknown>> = {
    contactType: mine.contactType === "other" ? theirs.contactType : mine.contactType,
    isActive: mine.isActive || theirs.isActive,
    birthday: earlier(mine.birthday, theirs.birthday),
  };
  const both: Record<(typeof UNITED_FIELDS)[number], () => unknown> = {
    emails: () => joined(mine.emails, theirs.emails, sameMail),
    phones: () => joined(mine.phones, theirs.phones, samePhone),
    notes: () => joinedNotes(mine.notes, theirs.notes),
    details: () => joinedDetails(mine.details, theirs.details),
  };
  for (const field of MERGED_FIELDS) {
    const choice = choices[field];
    const isUnited = field in both;
    if (choice === "mine") continue;
    if (choice === "theirs") values[field] = theirs[field];
    else if (isUnited) values[field] = both[field as keyof typeof both]();
    else values[field] = field in defaults ? defaults[field] : (mine[field] ?? theirs[field]);
  }
  if (values.hourlyRateCents !== undefined && values.hourlyRateCents !== mine.hourlyRateCents)
    for (const key of RATE_COLUMNS) values[key] = theirs[key];
  const changed = Object.entries(values).filter(
    ([key, value]) => !isDeepStrictEqual(value ?? null, mine[key as keyof Contact] ?? null),
  );
  return Object.fromEntries(changed);
}

function joined(first: Reached[] | null, second: Reached[] | null, same: (a: string, b: string) => boolean) {
  const more = (second ?? []).filter(({ value }) => !first?.some((one) => same(one.value, value)));
  return first === null && more.length === 0 ? null : [...(first ?? []), ...more];
}

function joinedNotes(first: string | null, second: string | null): string | null {
  if (!first || !second) return first || second;
  return first.includes(second) ? first : second.includes(first) ? second : `${first}\n\n${second}`;
}

function joinedDetails(mine: Contact["details"], theirs: Contact["details"]): Contact["details"] {
  const united: Contact["details"] = { ...theirs, ...mine };
  for (const [key, value] of Object.entries(mine)) {
    const other = theirs[key];
    if (Array.isArray(value) && Array.isArray(other))
      united[key] = [...value, ...other.filter((one) => !value.some((own) => isDeepStrictEqual(own, one)))];
  }
  return united;
}

function earlier(mine: string | null, theirs: string | null): string | null {
  if (mine === null || theirs === null) return mine ?? theirs;
  const [mineHasYear, theirsHasYear] = [!mine.startsWith("--"), !theirs.startsWith("--")];
  if (mineHasYear !== theirsHasYear) return mineHasYear ? mine : theirs;
  return mineHasYear && theirs < mine ? theirs : mine;
}
