/** What the properties of a vCard say about a contact. */
import { birthdayOf } from "./birthday.ts";
import type { Found } from "./card.ts";
import type { Reached } from "./reached.ts";
import { partsOf, type RawProperty, textOf, unescaped } from "./vcard-properties.ts";

/** A property with its value in words. */
interface Property {
  name: string;
  /** TYPE in lower case, without what says nothing about the value. */
  types: string[];
  /** What the person calls it (X-ABLabel of the same group), else its types, such as `work fax`. */
  label?: string;
  /** 1 is preferred most; 100 is what nothing is said of. */
  preference: number;
  parameters: RawProperty["parameters"];
  /** Decoded, with its escapes. */
  raw: string;
  text: string;
}

/** Reads the properties of one card, in their order. */
export function contactOf(raws: readonly RawProperty[]): Found {
  const version = versionOf(raws);
  const labels = new Map(
    raws
      .filter(({ name, group }) => name === "X-ABLABEL" && group !== "")
      .map((raw) => [raw.group, labelOf(raw, version)]),
  );
  const properties = raws
    .filter(({ name }) => !["X-ABLABEL", "VERSION", "BEGIN", "END"].includes(name))
    .map((raw) => read(raw, version, labels.get(raw.group)));
  const named = (...names: string[]) =>
    properties
      .filter(({ name, text }) => names.includes(name) && text.trim() !== "")
      .toSorted((a, b) => a.preference - b.preference);
  const first = (...names: string[]) => named(...names)[0];
  const list = ({ raw }: Property, separator: ";" | ",") =>
    partsOf(raw, separator).map((part) => unescaped(part, version).trim());
  const all = (separator: ";" | ",", ...names: string[]) =>
    some(
      named(...names)
        .flatMap((one) => list(one, separator))
        .filter((text) => text !== ""),
    );

  const parts = first("N") && structuredName(first("N")!, version);
  // Who does not know the parts of a name leaves them all out.
  const structured = parts && Object.keys(parts).length > 0 ? parts : undefined;
  const matrix = named("IMPP").find(({ text }) => MATRIX.test(text.trim()));
  const mastodon = named("SOCIALPROFILE", "X-SOCIALPROFILE").find(isMastodon);
  const organization =
    first("ORG") &&
    list(first("ORG")!, ";")
      .filter((part) => part !== "")
      .join(", ");
  const nickname = first("NICKNAME")?.text;
  const birthday = first("BDAY");
  const [omittedYear] = birthday?.parameters.get("X-APPLE-OMIT-YEAR") ?? [];
  return {
    ...(first("UID") && { uid: first("UID")!.text.trim() }),
    names: [first("FN")?.text, structured && fullName(structured), organization, nickname],
    emails: named("EMAIL").map((one) => reached(one, one.text.replace(/^mailto:/i, ""))),
    phones: named("TEL").map((one) => reached(one, numberOf(one.text))),
    ...(birthday && { birthday: birthdayOf(birthday.text, omittedYear) ?? birthday.text.trim() }),
    ...(first("NOTE") && {
      notes: named("NOTE")
        .map(({ text }) => text)
        .join("\n\n"),
    }),
    ...(matrix && { matrixId: MATRIX.exec(matrix.text.trim())![1]! }),
    ...(mastodon && { mastodonHandle: mastodon.text.trim() }),
    details: {
      ...(structured && { structuredName: structured }),
      ...(nickname && { nickname }),
      ...(organization && { organization }),
      ...(first("TITLE") && { jobTitle: first("TITLE")!.text }),
      ...(first("ROLE") && { role: first("ROLE")!.text }),
      ...optional(
        "addresses",
        named("ADR").map((one) => address(one, version)),
      ),
      ...optional(
        "urls",
        named("URL").map((one) => reached(one, one.text)),
      ),
      ...optional(
        "instantMessaging",
        named(...MESSENGERS.keys())
          .filter((one) => one !== matrix)
          .map(messenger),
      ),
      ...optional(
        "relations",
        named("RELATED", "X-ABRELATEDNAMES", ...RELATIONS.keys()).map((one) => relation(one)),
      ),
      ...optional("dates", named(...DATES).map(date)),
      ...optional("categories", all(",", "CATEGORIES") ?? []),
      ...(first("GENDER") && { gender: first("GENDER")!.text }),
      ...optional(
        "languages",
        named("LANG").map(({ text }) => text),
      ),
    },
    other: otherOf(properties.filter((one) => one !== mastodon)),
  };
}

/** The version decides how a card is read wherever in it that is said; 3.0 unless it says so. */
function versionOf(raws: readonly RawProperty[]): string {
  const raw = raws.find(({ name }) => name === "VERSION");
  return raw ? textOf(raw, "3.0").trim() : "3.0";
}

function read(raw: RawProperty, version: string, given: string | undefined): Property {
  const decoded = textOf(raw, version);
  const types = (raw.parameters.get("TYPE") ?? []).map((type) => type.toLowerCase());
  const [pref] = raw.parameters.get("PREF") ?? [];
  const said = types.filter((type) => !SAYS_NOTHING.has(type)).map((type) => LABELS[type] ?? type);
  // The place comes first: "work fax".
  const label = given || [...new Set(said)].toSorted((a, b) => Number(PLACES.has(b)) - Number(PLACES.has(a))).join(" ");
  return {
    name: raw.name,
    types,
    ...(label && { label }),
    preference: types.includes("pref") ? 1 : Number(pref) >= 1 && Number(pref) <= 100 ? Number(pref) : 100,
    parameters: raw.parameters,
    raw: decoded,
    text: unescaped(decoded, version),
  };
}

const SAYS_NOTHING = new Set(
  "pref internet voice msg text video x400 postal parcel dom intl date uri x-internet smtp".split(" "),
);
const PLACES = new Set(["home", "work", "school", "other"]);
const LABELS: Readonly<Record<string, string>> = { cell: "mobile", "x-mobile": "mobile", textphone: "textphone" };

/** Apple writes the labels that it knows as `_$!<HomePage>!$_`. */
const labelOf = (raw: RawProperty, version: string) =>
  unescaped(textOf(raw, version), version)
    .replace(/^_\$!<(.*)>!\$_$/s, "$1")
    .trim();

const reached = ({ label }: Property, value: string): Reached => ({ value: value.trim(), ...(label && { label }) });

/** A number, or an address of RFC 3966: `tel:+1-418-656-9254;ext=102`. */
function numberOf(text: string): string {
  if (!/^\s*tel:/i.test(text)) return text;
  const [number = "", ...parameters] = text.trim().slice(4).split(";");
  const extension = parameters.find((one) => /^ext=/i.test(one))?.slice(4);
  return extension ? `${number} ext. ${extension}` : number;
}

const NAME_PARTS = ["family", "given", "additional", "prefix", "suffix"] as const;
type StructuredName = Partial<Record<(typeof NAME_PARTS)[number], string>>;

function structuredName({ raw }: Property, version: string): StructuredName {
  const parts = partsOf(raw, ";").map((part) =>
    partsOf(part, version === "2.1" ? ";" : ",")
      .map((one) => unescaped(one, version).trim())
      .filter((one) => one !== "")
      .join(" "),
  );
  return Object.fromEntries(NAME_PARTS.flatMap((name, at) => (parts[at] ? [[name, parts[at]]] : [])));
}

const fullName = ({ prefix, given, additional, family, suffix }: StructuredName) =>
  [prefix, given, additional, family, suffix].filter(Boolean).join(" ");

const ADDRESS_PARTS = ["poBox", "extended", "street", "locality", "region", "postalCode", "country"] as const;

function address({ raw, label }: Property, version: string): Record<string, string> {
  const parts = partsOf(raw, ";").map((part) => unescaped(part, version).trim());
  return {
    ...(label && { label }),
    ...Object.fromEntries(ADDRESS_PARTS.flatMap((name, at) => (parts[at] ? [[name, parts[at]]] : []))),
  };
}

/** By the name of the property; IMPP and X-SERVICE-TYPE name the service themselves. */
const MESSENGERS = new Map(
  Object.entries({
    IMPP: "",
    "X-AIM": "AIM",
    "X-GTALK": "Google Talk",
    "X-GOOGLE-TALK": "Google Talk",
    "X-GOOGLETALK": "Google Talk",
    "X-ICQ": "ICQ",
    "X-JABBER": "Jabber",
    "X-MSN": "MSN",
    "X-QQ": "QQ",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-YAHOO": "Yahoo",
    "X-GADUGADU": "Gadu-Gadu",
    "X-GROUPWISE": "GroupWise",
    "X-MS-IMADDRESS": "",
    "X-MATRIX": "Matrix",
    "X-TELEGRAM": "Telegram",
    "X-SIGNAL": "Signal",
    "X-WHATSAPP": "WhatsApp",
  }),
);

function messenger({ name, text, label, parameters }: Property): Record<string, string> {
  const [, scheme, handle] = /^([a-z][\w+.-]{1,20}):(.+)$/is.exec(text.trim()) ?? [];
  const service = parameters.get("X-SERVICE-TYPE")?.[0] || MESSENGERS.get(name) || scheme;
  return {
    ...(service && { service }),
    value: name === "IMPP" && handle ? handle : text.trim(),
    ...(label && { label }),
  };
}

/** An account of Matrix, as LifeOS writes it. */
const MATRIX = /^matrix:(@[^\s:]+:\S+)$/i;

const isMastodon = ({ text, parameters }: Property): boolean =>
  /^mastodon$/i.test(parameters.get("SERVICE-TYPE")?.[0] ?? "") && /^@?[^\s@/]+@[^\s@/]+$/.test(text.trim());

const DATES = ["ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-ABDATE"];

const RELATIONS = new Map(
  Object.entries({
    "X-SPOUSE": "Spouse",
    "X-MS-SPOUSE": "Spouse",
    "X-MS-MANAGER": "Manager",
    "X-MS-ASSISTANT": "Assistant",
    "X-MS-CHILD": "Child",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-MANAGER": "Manager",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
  }),
);

const relation = ({ name, text, label }: Property): Reached => {
  const of = label ?? RELATIONS.get(name);
  return { value: text.trim(), ...(of && { label: of }) };
};

const date = ({ name, text, label }: Property): Reached => {
  const of = label ?? (name === "X-ABDATE" ? undefined : "Anniversary");
  return { value: birthdayOf(text) ?? text.trim(), ...(of && { label: of }) };
};

const READ = new Set([
  ..."FN N NICKNAME ORG TITLE ROLE BDAY NOTE UID EMAIL TEL ADR URL RELATED X-ABRELATEDNAMES CATEGORIES GENDER LANG X-APPLE-OMIT-YEAR".split(
    " ",
  ),
  ...MESSENGERS.keys(),
  ...RELATIONS.keys(),
  ...DATES,
]);
const MAX_OTHER = 50;
const MAX_OTHER_LENGTH = 1_000;

/** Other properties by their names, as far as a person could read them. */
function otherOf(properties: readonly Property[]): Found["other"] {
  const other: Record<string, string | string[]> = {};
  for (const { name, text } of properties) {
    if (READ.has(name) || name.length > 60 || text.trim() === "" || text.length > MAX_OTHER_LENGTH) continue;
    const known = other[name];
    if (known === undefined && Object.keys(other).length >= MAX_OTHER) continue;
    other[name] = known === undefined ? text.trim() : [known, text.trim()].flat();
  }
  return other;
}

const some = <T>(values: T[]): T[] | undefined => (values.length > 0 ? values : undefined);
const optional = (name: string, values: unknown[]) => (values.length > 0 ? { [name]: values } : {});
