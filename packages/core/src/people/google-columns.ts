/** The columns of a CSV file of Google Contacts. Several values of one label are in one cell, with ` ::: ` between them. */
import { cut } from "#kit/text";
import { birthdayOf } from "./birthday.ts";
import type { Found } from "./card.ts";
import { OWN_ID, unguarded } from "./contacts-table.ts";

type Fields = Readonly<Record<string, string>>;

export const isGoogle = (fields: Fields): boolean =>
  "e-mail 1 - value" in fields ||
  "phone 1 - value" in fields ||
  "group membership" in fields ||
  "organization name" in fields;

const OWN = OWN_ID.toLowerCase();

/** What a file of LifeOS says beside the columns of Google; nothing for a file of others. */
function ownOf(fields: Fields) {
  if (!fields[OWN]) return {};
  return {
    uid: `urn:uuid:${fields[OWN]}`,
    ...given({ matrixId: fields.matrix ?? "", mastodonHandle: fields.mastodon ?? "" }),
  };
}

export function fromGoogle(read: Fields): Found {
  const fields = read[OWN]
    ? Object.fromEntries(Object.entries(read).map(([name, text]) => [name, unguarded(text)]))
    : read;
  const of = (...names: string[]) => names.map((name) => fields[name]).find(Boolean) ?? "";
  const structured = given({
    prefix: of("name prefix"),
    given: of("given name", "first name"),
    additional: of("additional name", "middle name"),
    family: of("family name", "last name"),
    suffix: of("name suffix"),
  });
  const organization = [
    of("organization 1 - name", "organization name"),
    of("organization 1 - department", "organization department"),
  ]
    .filter(Boolean)
    .join(", ");
  const { prefix, given: first, additional, family, suffix } = structured;
  const birthday = of("birthday").trim();
  return {
    ...ownOf(fields),
    names: [
      of("name"),
      [prefix, first, additional, family, suffix].filter(Boolean).join(" "),
      of("file as"),
      organization,
      of("nickname"),
    ],
    emails: numbered(fields, "e-mail"),
    phones: numbered(fields, "phone"),
    ...(birthday && { birthday: birthdayOf(birthday) ?? birthday }),
    ...(of("notes") && { notes: of("notes").replace(/\r\n?/g, "\n") }),
    details: {
      ...(Object.keys(structured).length > 0 && { structuredName: structured }),
      ...given({
        nickname: of("nickname"),
        organization,
        jobTitle: of("organization 1 - title", "organization title"),
        role: of("occupation"),
        gender: of("gender"),
      }),
      ...list("addresses", addresses(fields)),
      ...list("urls", numbered(fields, "website")),
      ...list(
        "instantMessaging",
        numbered(fields, "im", (at) => given({ service: fields[`im ${at} - service`] ?? "" })),
      ),
      ...list("relations", numbered(fields, "relation")),
      ...list(
        "dates",
        numbered(fields, "event").map((date) => ({ ...date, value: birthdayOf(date.value) ?? date.value })),
      ),
      // Every contact of Google is in the group that it calls * myContacts.
      ...list(
        "categories",
        of("group membership", "labels")
          .split(" ::: ")
          .map((one) => one.trim())
          .filter((one) => one !== "" && !one.startsWith("* ")),
      ),
    },
    other: given(
      Object.fromEntries(
        numbered(fields, "custom field").map(({ label, value }) => [cut(label ?? "Custom", 60), value]),
      ),
    ),
  };
}

/** A label without the asterisk of what is preferred; Google's own in lower case, the person's as they write them. */
function labelOf(text: string): string {
  const label = text.replace(/^\*\s*/, "").trim();
  return OWN_LABELS.has(label.toLowerCase()) ? label.toLowerCase() : label;
}

const OWN_LABELS = new Set(
  "home,work,other,mobile,main,pager,home fax,work fax,other fax,blog,profile,spouse,anniversary".split(","),
);

/** `Phone 1 - Value` with its label, and so on. What is marked with an asterisk is preferred. */
function numbered(fields: Fields, what: string, more?: (at: number) => Record<string, string>): Labelled[] {
  const found: { one: Labelled; isPreferred: boolean }[] = [];
  for (let at = 1; `${what} ${at} - value` in fields; at++) {
    const written = fields[`${what} ${at} - type`] || fields[`${what} ${at} - label`] || "";
    const label = labelOf(written);
    for (const value of valuesOf(fields, fields[`${what} ${at} - value`]!)) {
      if (value === "") continue;
      found.push({ one: { value, ...(label && { label }), ...more?.(at) }, isPreferred: written.startsWith("*") });
    }
  }
  return found.toSorted((a, b) => Number(b.isPreferred) - Number(a.isPreferred)).map(({ one }) => one);
}

/** A file of LifeOS has one value in each cell. */
const valuesOf = (fields: Fields, cell: string) =>
  (fields[OWN] ? [cell] : cell.split(" ::: ")).map((text) => text.trim());

interface Labelled {
  value: string;
  label?: string;
}

const ADDRESS_PARTS = {
  poBox: "po box",
  extended: "extended address",
  street: "street",
  locality: "city",
  region: "region",
  postalCode: "postal code",
  country: "country",
} as const;

function addresses(fields: Fields): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  for (let at = 1; `address ${at} - street` in fields || `address ${at} - formatted` in fields; at++) {
    const part = (name: string) => fields[`address ${at} - ${name}`] ?? "";
    const parts = given(
      Object.fromEntries(Object.entries(ADDRESS_PARTS).map(([name, column]) => [name, part(column)])),
    );
    const whole = Object.keys(parts).length > 0 ? parts : given({ street: part("formatted") });
    if (Object.keys(whole).length === 0) continue;
    const label = labelOf(part("type") || part("label"));
    found.push({ ...(label && { label }), ...whole });
  }
  return found;
}

/** Without what is empty. */
const given = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
const list = (name: string, values: unknown[]) => (values.length > 0 ? { [name]: values } : {});
