/** The columns of a CSV file of Outlook, in English and in German. */
import { birthdayOf } from "./birthday.ts";
import type { Found } from "./card.ts";
import type { Reached } from "./reached.ts";

type Fields = Readonly<Record<string, string>>;

/** What a column is, by its name in lower case. A column of another language is not known, and one that is not here is kept with the details. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  prefix: ["title", "anrede"],
  given: ["first name", "vorname"],
  additional: ["middle name", "weitere vornamen"],
  family: ["last name", "nachname"],
  suffix: ["suffix"],
  fullName: ["name", "display name", "anzeigename"],
  nickname: ["nickname", "spitzname"],
  organization: ["company", "firma"],
  department: ["department", "abteilung"],
  jobTitle: ["job title", "position"],
  role: ["profession", "beruf"],
  birthday: ["birthday", "geburtstag"],
  anniversary: ["anniversary", "jahrestag"],
  notes: ["notes", "notizen"],
  categories: ["categories", "kategorien"],
  gender: ["gender", "geschlecht"],
  spouse: ["spouse", "partner", "partner/in", "partner(in)"],
  children: ["children", "kinder"],
  manager: ["manager's name", "manager", "name des/der vorgesetzten", "vorgesetzte(r)"],
  assistant: ["assistant's name", "assistent(in)", "name assistent"],
  webPage: ["web page", "webseite"],
  personalWebPage: ["personal web page", "private webseite"],
  messenger: ["imaddress", "im-adresse"],
};

const EMAILS: readonly string[] = [
  "e-mail address",
  "email address",
  "e-mail",
  "email",
  "e-mail 2 address",
  "e-mail 3 address",
  "e-mail 1 address",
  "e-mail-adresse",
  "e-mail 2: adresse",
  "e-mail 3: adresse",
  "e-mail-adresse 2",
  "e-mail-adresse 3",
];

/** Each with its label. */
const PHONES: Readonly<Record<string, string>> = {
  "primary phone": "main",
  "mobile phone": "mobile",
  "mobile phone 2": "mobile",
  "home phone": "home",
  "home phone 2": "home",
  "business phone": "work",
  "business phone 2": "work",
  "company main phone": "company",
  "other phone": "other",
  "assistant's phone": "assistant",
  "car phone": "car",
  callback: "callback",
  "radio phone": "radio",
  isdn: "isdn",
  pager: "pager",
  telex: "telex",
  "tty/tdd phone": "textphone",
  "home fax": "home fax",
  "business fax": "work fax",
  "other fax": "other fax",
  haupttelefon: "main",
  mobiltelefon: "mobile",
  "mobiltelefon 2": "mobile",
  "telefon (privat)": "home",
  "telefon (privat 2)": "home",
  "telefon privat": "home",
  "telefon privat 2": "home",
  "telefon geschäftlich": "work",
  "telefon geschäftlich 2": "work",
  "telefon firma": "company",
  "weiteres telefon": "other",
  "telefon assistent": "assistant",
  autotelefon: "car",
  rückmeldung: "callback",
  "telefon für hörbehinderte": "textphone",
  "fax privat": "home fax",
  "fax geschäftlich": "work fax",
  "weiteres fax": "other fax",
};

const ADDRESSES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  work: addressColumns("business", "geschäftlich"),
  home: addressColumns("home", "privat"),
  other: {
    street: ["other street", "weitere straße"],
    poBox: ["other address po box", "other po box", "weiteres postfach"],
    locality: ["other city", "weiterer ort"],
    region: ["other state", "weitere/r bundesland/kanton", "weitere region"],
    postalCode: ["other postal code", "weitere postleitzahl"],
    country: ["other country/region", "other country", "weiteres land", "weiteres/e land/region"],
  },
};

function addressColumns(english: string, german: string) {
  return {
    street: [`${english} street`, `straße ${german}`],
    poBox: [`${english} address po box`, `${english} po box`, `postfach ${german}`],
    locality: [`${english} city`, `ort ${german}`],
    region: [`${english} state`, `region ${german}`, `bundesland/kanton ${german}`],
    postalCode: [`${english} postal code`, `postleitzahl ${german}`],
    country: [`${english} country/region`, `${english} country`, `land/region ${german}`, `land ${german}`],
  };
}

/** What is about Outlook's own work, or says nothing. */
const IGNORED =
  /^(e-mail( \d)?(:? type|:? typ|-typ)|e-mail( \d)? display name|e-mail( \d)?: angezeigter name|initials|initialen|private|privat|sensitivity|vertraulichkeit|priority|priorität|mileage|reisekilometer|internet free busy|internet-frei\/gebucht|internet frei\/gebucht|directory server|verzeichnisserver|account|konto)$/;

const KNOWN = new Set([
  ...Object.values(COLUMNS).flat(),
  ...EMAILS,
  ...Object.keys(PHONES),
  ...Object.values(ADDRESSES).flatMap((parts) => Object.values(parts).flat()),
]);

export const isOutlook = (fields: Fields): boolean =>
  [...COLUMNS.given!, ...COLUMNS.family!, ...COLUMNS.fullName!, ...EMAILS].filter((name) => name in fields).length >= 2;

/** Some files name the columns `Home-Phone` or in other cases; they are compared in lower case, as csv.ts gives them. */
export function fromOutlook(fields: Fields, dayFirst: boolean): Found {
  const of = (name: string) => (COLUMNS[name] ?? []).map((column) => fields[column]).find(Boolean) ?? "";
  const structured = given({
    prefix: of("prefix"),
    given: of("given"),
    additional: of("additional"),
    family: of("family"),
    suffix: of("suffix"),
  });
  const organization = [of("organization"), of("department")].filter(Boolean).join(", ");
  const day = (name: string) => dayOf(of(name), dayFirst);
  const birthday = day("birthday");
  const anniversary = day("anniversary");
  const known = (label: string, value: string): Reached[] => (value ? [{ value, label }] : []);
  return {
    names: [
      [structured.prefix, structured.given, structured.additional, structured.family, structured.suffix]
        .filter(Boolean)
        .join(" "),
      of("fullName"),
      organization,
      of("nickname"),
    ],
    emails: EMAILS.flatMap((column) => (fields[column] ? [{ value: fields[column] }] : [])),
    phones: Object.entries(PHONES).flatMap(([column, label]) => known(label, fields[column] ?? "")),
    ...(birthday && { birthday }),
    ...(of("notes") && { notes: of("notes").replace(/\r\n?/g, "\n") }),
    details: {
      ...(Object.keys(structured).length > 0 && { structuredName: structured }),
      ...given({
        nickname: of("nickname"),
        organization,
        jobTitle: of("jobTitle"),
        role: of("role"),
        gender: unspecified(of("gender")),
      }),
      ...list(
        "addresses",
        Object.entries(ADDRESSES).flatMap(([label, columns]) => {
          const parts = given(
            Object.fromEntries(
              Object.entries(columns).map(([part, names]) => [
                part,
                names.map((name) => fields[name]).find(Boolean) ?? "",
              ]),
            ),
          );
          return Object.keys(parts).length > 0 ? [{ label, ...parts }] : [];
        }),
      ),
      ...list("urls", [...known("work", of("webPage")), ...known("home", of("personalWebPage"))]),
      ...list("instantMessaging", of("messenger") ? [{ value: of("messenger") }] : []),
      ...list("relations", [
        ...known("Spouse", of("spouse")),
        ...known("Child", of("children")),
        ...known("Manager", of("manager")),
        ...known("Assistant", of("assistant")),
      ]),
      ...list("dates", known("Anniversary", anniversary)),
      ...list(
        "categories",
        of("categories")
          .split(/[;,]/)
          .map((one) => one.trim())
          .filter(Boolean),
      ),
    },
    other: Object.fromEntries(
      Object.entries(fields)
        .filter(
          ([name, value]) =>
            value !== "" && name.length <= 60 && name !== "" && !KNOWN.has(name) && !IGNORED.test(name),
        )
        .slice(0, MAX_OTHER),
    ),
  };
}

const MAX_OTHER = 50;

const unspecified = (gender: string) => (/^(unspecified|keine angabe)$/i.test(gender) ? "" : gender);

/** `3/4/1980`, `4.3.1980` or ISO 8601; Outlook writes `0/0/00` or `0.0.00` for none. A day in another form stays as it is. */
function dayOf(text: string, dayFirst: boolean): string {
  if (/^0+[./]0+[./]0+$/.test(text)) return "";
  const known = birthdayOf(text);
  if (known) return known;
  const [, first, sign, second, year] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:\s.*)?$/.exec(text) ?? [];
  if (!first || !second) return text;
  const isDayFirst = sign === "." || dayFirst || Number(first) > 12;
  const [day, month] = isDayFirst && Number(second) <= 12 ? [first, second] : [second, first];
  return birthdayOf(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`) ?? text;
}

const given = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
const list = (name: string, values: unknown[]) => (values.length > 0 ? { [name]: values } : {});
