/**
 * Contacts as a table with the columns of Google Contacts, which other address books read, too; and the few that LifeOS adds. What a program for
 * tables would take for something to calculate has an apostrophe before it, which is taken away where such a file is read here.
 */
import { birthdayOf } from "./birthday.ts";
import { labelledOf, listOf, objects, othersOf, textOf, textsOf } from "./details.ts";
import type { Exported } from "./exported.ts";

/** The column that only a file of LifeOS has. */
export const OWN_ID = "LifeOS id";

/** Of lists that are longer the rest is left out: a table has so many columns at most. */
const MAX = { emails: 50, phones: 50, addresses: 20, urls: 20, messengers: 20, relations: 20, dates: 20, others: 50 };
type Lists = Record<keyof typeof MAX, string[][]>;
/** How many columns of each kind a file has. */
export type Shape = Record<keyof typeof MAX, number>;

const FIXED = [
  OWN_ID,
  "Name",
  "Name Prefix",
  "First Name",
  "Middle Name",
  "Last Name",
  "Name Suffix",
  "Nickname",
  "Organization Name",
  "Organization Title",
  "Occupation",
  "Gender",
  "Birthday",
  "Notes",
  "Labels",
  "Matrix",
  "Mastodon",
];
const ADDRESS_PARTS = ["poBox", "extended", "street", "locality", "region", "postalCode", "country"];
const COLUMNS: Record<keyof typeof MAX, [name: string, parts: string[]]> = {
  emails: ["E-mail", ["Label", "Value"]],
  phones: ["Phone", ["Label", "Value"]],
  addresses: ["Address", ["Label", "PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country"]],
  urls: ["Website", ["Label", "Value"]],
  messengers: ["IM", ["Label", "Service", "Value"]],
  relations: ["Relation", ["Label", "Value"]],
  dates: ["Event", ["Label", "Value"]],
  others: ["Custom Field", ["Label", "Value"]],
};
const KINDS = Object.keys(COLUMNS) as (keyof typeof MAX)[];

function listsOf({ emails, phones, details: given }: Exported): Lists {
  const details = given as Record<string, unknown>;
  const labelled = (all: readonly { label?: string | null; value: string }[]) =>
    all.map(({ label, value }) => [label ?? "", value]);
  const lists = {
    emails: labelled(emails ?? []),
    phones: labelled(phones ?? []),
    addresses: objects(details, "addresses")
      .map((address) => [address.label ?? "", ...ADDRESS_PARTS.map((part) => address[part] ?? "")])
      .filter(([, ...parts]) => parts.some((part) => part !== "")),
    urls: labelled(labelledOf(details, "urls")),
    messengers: objects(details, "instantMessaging").flatMap(({ label = "", service = "", value }) =>
      value ? [[label, service, value]] : [],
    ),
    relations: labelled(labelledOf(details, "relations")),
    dates: labelled(labelledOf(details, "dates")),
    others: othersOf(details).flatMap(([name, values]) => values.map((value) => [name, value])),
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, lists[kind].slice(0, MAX[kind])])) as Lists;
}

/** One of each kind is there in any case, by which the file is known. */
export function shapeOf(rows: readonly Exported[]): Shape {
  const shape = Object.fromEntries(KINDS.map((kind) => [kind, 1])) as Shape;
  for (const row of rows) {
    const lists = listsOf(row);
    for (const kind of KINDS) shape[kind] = Math.max(shape[kind], lists[kind].length);
  }
  return shape;
}

export function headerOf(shape: Shape): string {
  const numbered = KINDS.flatMap((kind) => {
    const [name, parts] = COLUMNS[kind];
    return Array.from({ length: shape[kind] }, (_, at) => parts.map((part) => `${name} ${at + 1} - ${part}`)).flat();
  });
  // The mark says to programs for tables that the text is UTF-8.
  return `\ufeff${[...FIXED, ...numbered].join(",")}\r\n`;
}

export function lineOf(contact: Exported, shape: Shape): string {
  const { id, name, birthday, notes, matrixId, mastodonHandle } = contact;
  const details = contact.details as Record<string, unknown>;
  const structured = textsOf(details.structuredName);
  const inWords = textOf(details, "birthday");
  const fixed = [
    id,
    name,
    structured.prefix,
    structured.given,
    structured.additional,
    structured.family,
    structured.suffix,
    textOf(details, "nickname"),
    textOf(details, "organization"),
    textOf(details, "jobTitle"),
    textOf(details, "role"),
    textOf(details, "gender"),
    birthday ?? (inWords && birthdayOf(inWords) === undefined ? inWords : ""),
    notes,
    listOf(details, "categories").join(SEPARATOR),
    matrixId,
    mastodonHandle,
  ];
  const lists = listsOf(contact);
  const numbered = KINDS.flatMap((kind) => {
    const width = COLUMNS[kind][1].length;
    const cells = lists[kind].flat();
    return [...cells, ...new Array<string>(width * shape[kind] - cells.length).fill("")];
  });
  return `${[...fixed, ...numbered].map(cell).join(",")}\r\n`;
}

/** Between several values in a cell. */
const SEPARATOR = " ::: ";

const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/;

function cell(text: string | null | undefined): string {
  if (!text) return "";
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value of a file of LifeOS as it was before it was guarded. */
export const unguarded = (text: string): string => (/^'+[=+\-@＝＋－＠\t\r\n]/.test(text) ? text.slice(1) : text);
