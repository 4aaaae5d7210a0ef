/** What becomes of two contacts that are merged, as the API does it unless chosen, and what is done about it. */
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";
import { beginListsAnew, type RowOf } from "#console/data/list.ts";
import type { Problem } from "#console/data/problem.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./merge-words.en.ts";

export type Contact = Answer<"people.contacts.get">;
export type Duplicate = RowOf<"people.duplicates.list">;
export type Choices = NonNullable<Body<"people.contacts.merge">["fields"]>;
export type Field = keyof Choices;
export type Choice = "mine" | "theirs" | "both";

/** In the order of the form; the rate comes with its currency and rounding. */
export const FIELDS = [
  "name",
  "contactType",
  "emails",
  "phones",
  "birthday",
  "notes",
  "details",
  "matrixId",
  "mastodonHandle",
  "rating",
  "isActive",
  "keepInTouchDays",
  "hourlyRateCents",
] as const satisfies readonly Field[];

const UNITED: readonly Field[] = ["emails", "phones", "notes", "details"];
export const canBeBoth = (field: Field, mine: Contact, theirs: Contact): boolean =>
  UNITED.includes(field) && !isNothing(mine[field]) && !isNothing(theirs[field]);

const isNothing = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);
const isSame = (one: unknown, other: unknown) =>
  (isNothing(one) && isNothing(other)) || JSON.stringify(one) === JSON.stringify(other);

/** The fields in which the two differ, each with what is chosen unless the person does. */
export function differences(mine: Contact, theirs: Contact): { field: Field; usual: Choice }[] {
  return FIELDS.filter((field) => !isSame(mine[field], theirs[field])).map((field) => ({
    field,
    usual: usualOf(field, mine, theirs),
  }));
}

function usualOf(field: Field, mine: Contact, theirs: Contact): Choice {
  if (isNothing(theirs[field])) return "mine";
  if (isNothing(mine[field])) return "theirs";
  if (canBeBoth(field, mine, theirs)) return "both";
  if (field === "contactType") return mine.contactType === "other" ? "theirs" : "mine";
  if (field === "isActive") return mine.isActive ? "mine" : "theirs";
  if (field === "birthday") return isEarlier(theirs.birthday!, mine.birthday!) ? "theirs" : "mine";
  return "mine";
}

/** A day with its year goes before one without, and of two with a year the earlier one. */
function isEarlier(one: string, other: string): boolean {
  const [hasYear, otherHasYear] = [!one.startsWith("--"), !other.startsWith("--")];
  return hasYear === otherHasYear ? hasYear && one < other : hasYear;
}

/** What a field becomes by a choice. */
export function becomes(field: Field, choice: Choice, mine: Contact, theirs: Contact): unknown {
  const [one, other] = [mine[field], theirs[field]];
  if (choice !== "both") return choice === "mine" ? one : other;
  if (typeof one === "string" && typeof other === "string")
    return one.includes(other) ? one : other.includes(one) ? other : `${one}\n\n${other}`;
  if (Array.isArray(one) && Array.isArray(other)) {
    const known = new Set(one.map(({ value }) => normal(value)));
    return [...one, ...other.filter(({ value }) => !known.has(normal(value)))];
  }
  return { ...(other as object), ...(one as object) };
}

const normal = (value: string) => value.trim().toLowerCase();

/** Where a contact went that is not there any more. */
export function mergedInto(problem: Problem | undefined): string | undefined {
  const coded = problem?.more.coded as { code?: string; params?: { into?: unknown } } | undefined;
  return coded?.code === "contact_merged" ? String(coded.params?.into) : undefined;
}

type MergeWords = Words<typeof en>;

export async function mergeTwo(mine: Contact, theirs: Contact, fields: Choices, words: MergeWords): Promise<void> {
  let id = "";
  const made = await change("people.contacts.merge", {
    path: { contactId: mine.id },
    body: { otherId: theirs.id, fields },
    makes: "people.contact-merges",
    title: theirs.name,
    undo: () => part({ id, otherName: theirs.name }, words),
    undoText: words.merging.merged(theirs.name, mine.name),
  });
  id = made.id;
  await anew();
}

/** Undoes a merge. */
export async function part(merge: { id: string; otherName: string }, words: MergeWords) {
  const undone = await change("people.contact-merges.undo", {
    path: { contactMergeId: merge.id },
    title: merge.otherName,
  });
  await anew();
  return { undone, text: words.merges.parted(merge.otherName) };
}

const anew = () =>
  Promise.all(["people.contacts", "people.duplicates", "people.contact-merges"].map((one) => beginListsAnew(one)));

export const sayTwo = async (pair: Duplicate, words: MergeWords) => {
  const names = words.duplicates.of(pair.contactName, pair.otherName);
  await change("people.duplicates.dismiss", {
    path: { duplicateId: pair.id },
    row: pair,
    patch: { status: "dismissed" },
    title: names,
    undo: () => sayOne(pair),
    undoText: words.duplicates.saidTwo(names),
  });
  await beginListsAnew("people.duplicates");
};

export const sayOne = async (pair: Duplicate) => {
  await change("people.duplicates.reopen", {
    path: { duplicateId: pair.id },
    row: pair,
    patch: { status: "open" },
    title: pair.contactName,
  });
  await beginListsAnew("people.duplicates");
};
