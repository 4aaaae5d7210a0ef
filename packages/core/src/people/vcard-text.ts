/** Writes a contact as a vCard: 4.0 (RFC 6350), or 3.0 (RFC 2426), as Apple and Google extend it. */
import { birthdayOf } from "./birthday.ts";
import { isDate, labelledOf, listOf, objects, othersOf, textOf, textsOf } from "./details.ts";
import type { Exported } from "./exported.ts";
import type { Reached } from "./reached.ts";

type Version = "3.0" | "4.0";

export function vcardOf(contact: Exported, version: Version): string {
  const { id, name, emails, phones, notes, matrixId, mastodonHandle, updatedAt } = contact;
  const details = contact.details as Record<string, unknown>;
  const is3 = version === "3.0";
  const lines = new Lines(version);
  lines.add("BEGIN", "VCARD");
  lines.add("VERSION", version);
  lines.add("UID", `urn:uuid:${id}`);
  const fullName = textOf(details, "fullName");
  // A name that was cut when it came in goes out whole.
  lines.add("FN", escaped(fullName && fullName.length > name.length && fullName.startsWith(name) ? fullName : name));
  const structured = textsOf(details.structuredName);
  const parts = ["family", "given", "additional", "prefix", "suffix"].map((part) => escaped(structured[part] ?? ""));
  // 3.0 wants one, although nobody knows the parts of the name.
  if (is3 || parts.some((part) => part !== "")) lines.add("N", parts.join(";"));
  for (const [property, detail] of TEXTS) {
    const text = textOf(details, detail);
    if (text && !(is3 && detail === "gender")) lines.add(property, escaped(text));
  }
  addBirthday(lines, contact.birthday, textOf(details, "birthday"), is3);
  for (const [at, { value, label }] of (emails ?? []).entries())
    lines.labelled("EMAIL", escaped(/^mailto:/i.test(value) ? `mailto:${value}` : value), label, first(at, emails));
  for (const [at, { value, label }] of (phones ?? []).entries())
    lines.labelled("TEL", escaped(/^\s*tel:/i.test(value) ? `tel:${value}` : value), label, first(at, phones));
  for (const address of objects(details, "addresses")) {
    const text = ADDRESS_PARTS.map((part) => escaped(address[part] ?? ""));
    if (text.some((part) => part !== "")) lines.labelled("ADR", text.join(";"), address.label);
  }
  for (const { value, label } of labelledOf(details, "urls")) lines.labelled("URL", escaped(value), label);
  if (matrixId) lines.add("IMPP", escaped(`matrix:${matrixId}`));
  if (mastodonHandle)
    lines.add(
      is3 ? "X-SOCIALPROFILE;SERVICE-TYPE=Mastodon" : "SOCIALPROFILE;SERVICE-TYPE=Mastodon;VALUE=text",
      escaped(mastodonHandle),
    );
  for (const { service, value, label } of objects(details, "instantMessaging"))
    if (value)
      lines.labelled(service ? `IMPP;X-SERVICE-TYPE=${parameter(service)}` : "IMPP", escaped(`x-im:${value}`), label);
  for (const { value, label } of labelledOf(details, "relations")) lines.grouped("X-ABRELATEDNAMES", value, label);
  for (const { value, label } of labelledOf(details, "dates")) lines.grouped("X-ABDATE", value, label);
  const categories = listOf(details, "categories");
  if (categories.length > 0) lines.add("CATEGORIES", categories.map(escaped).join(","));
  for (const language of listOf(details, "languages")) lines.add("LANG", escaped(language));
  for (const [property, values] of othersOf(details))
    if (/^X-[A-Za-z0-9-]{1,50}$/.test(property) && !OWN.test(property))
      for (const value of values) lines.add(property, escaped(value));
  if (notes) lines.add("NOTE", escaped(notes));
  lines.add("REV", updatedAt.replace(/[-:]|\.\d+/g, ""));
  lines.add("END", "VCARD");
  return lines.text();
}

const TEXTS = [
  ["NICKNAME", "nickname"],
  ["ORG", "organization"],
  ["TITLE", "jobTitle"],
  ["ROLE", "role"],
  ["GENDER", "gender"],
] as const;
const ADDRESS_PARTS = ["poBox", "extended", "street", "locality", "region", "postalCode", "country"];
/** Names of properties that say something of their own, which is said in its place. */
const OWN =
  /^X-(?:AB|APPLE|LIFEOS|SOCIALPROFILE|(?:MS-|EVOLUTION-)?(?:SPOUSE|MANAGER|ASSISTANT|CHILD|ANNIVERSARY|IMADDRESS)|AIM|G|ICQ|JABBER|MSN|QQ|SKYPE|YAHOO|MATRIX|TELEGRAM|SIGNAL|WHATSAPP|IMAGE|SHARED|COUCHDB)/i;

const first = (at: number, all: Reached[] | null) => at === 0 && (all?.length ?? 0) > 1;

/** Apple's way to leave out the year, in which 3.0 has no other. */
const NO_YEAR = "1604";

function addBirthday(lines: Lines, birthday: string | null, inWords: string | undefined, is3: boolean): void {
  if (birthday?.startsWith("--"))
    lines.add(
      is3 ? `BDAY;X-APPLE-OMIT-YEAR=${NO_YEAR}` : "BDAY",
      is3 ? `${NO_YEAR}-${birthday.slice(2)}` : `--${birthday.slice(2).replace("-", "")}`,
    );
  else if (birthday) lines.add("BDAY", is3 ? birthday : birthday.replaceAll("-", ""));
  else if (inWords && birthdayOf(inWords) === undefined && !isDate(inWords))
    lines.add("BDAY;VALUE=text", escaped(inWords));
}

/** Of a value that is a text: RFC 6350, section 3.4. */
const escaped = (text: string): string =>
  text
    .replace(/[\\,;]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    // What a line of a file cannot hold.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

/** The value of a parameter: RFC 6868, and quotes around what would end it. */
function parameter(text: string): string {
  const safe = text
    .replace(/\^/g, "^^")
    .replace(/"/g, "^'")
    .replace(/\r\n?|\n/g, "^n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
  return /[^\w .-]/.test(safe) ? `"${safe}"` : safe;
}

/** The words of labels that are types of the format. */
const TYPES: Readonly<Record<string, string>> = {
  home: "HOME",
  work: "WORK",
  mobile: "CELL",
  fax: "FAX",
  pager: "PAGER",
};

class Lines {
  readonly #version: Version;
  readonly #lines: string[] = [];
  #groups = 0;

  constructor(version: Version) {
    this.#version = version;
  }

  add(property: string, value: string): void {
    this.#lines.push(folded(`${property}:${value}`));
  }

  /** With its label: as types where all of its words are some, else as Apple has it. */
  labelled(property: string, value: string, label: string | null | undefined, isPreferred = false): void {
    const words = label?.split(" ") ?? [];
    const types = words.flatMap((word) => TYPES[word] ?? []);
    const isTyped = types.length === words.length && new Set(types).size === words.length;
    const said = isTyped ? types : [];
    const preferred = !isPreferred ? "" : this.#version === "4.0" ? ";PREF=1" : ";TYPE=PREF";
    const typed = said.length > 0 ? `;TYPE=${said.join(",")}` : "";
    const group = isTyped || !label ? "" : this.#group();
    this.add(`${group}${property}${typed}${preferred}`, value);
    if (group && label) this.add(`${group}X-ABLabel`, escaped(label));
  }

  /** With a label of its own in any case. */
  grouped(property: string, value: string, label: string | undefined): void {
    const group = label ? this.#group() : "";
    this.add(`${group}${property}`, escaped(value));
    if (label) this.add(`${group}X-ABLabel`, escaped(label));
  }

  #group(): string {
    this.#groups++;
    return `item${this.#groups}.`;
  }

  text(): string {
    return this.#lines.join("");
  }
}

const MAX_LINE_BYTES = 75;

/** Lines of at most 75 bytes, of which the later ones begin with a space; no character is divided (RFC 6350, section 3.2). */
function folded(line: string): string {
  let [out, bytes] = ["", 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > MAX_LINE_BYTES) {
      out += "\r\n ";
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return `${out}\r\n`;
}
