import { describe, expect, it } from "vitest";
import type { Source } from "#core/ingest/importer";
import { read } from "#core/people/contacts-csv";
import { contactReasons } from "#core/people/sayings";

const sourceOf = (bytes: Buffer): Source => ({
  name: "contacts.csv",
  sizeBytes: bytes.length,
  range: async (start, end) => bytes.subarray(start, end),
  async *stream(start = 0) {
    for (let at = start; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
  },
});
async function all(bytes: Buffer | string, options = {}, cursor?: string) {
  const units = [];
  for await (const unit of read(sourceOf(Buffer.from(bytes as string)), cursor, options)) units.push(unit);
  return units;
}
/** One record under a header, as CSV. */
const csv = (record: Record<string, string>, separator = ",") =>
  [Object.keys(record), Object.values(record)]
    .map((line) => line.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
    .join("\r\n");
const row = async (bytes: Buffer | string, options = {}) => {
  const units = await all(bytes, options);
  expect(units.map(({ problem }) => problem)).toEqual([undefined]);
  return units[0]!.row!;
};

const google2016 = {
  Name: "Greg Dartmouth",
  "Given Name": "Greg",
  "Additional Name": "",
  "Family Name": "Dartmouth",
  Birthday: "1960-09-10",
  Notes: 'One\r\nTwo, "three"',
  "Group Membership": "* myContacts ::: Chess",
  "E-mail 1 - Type": "Home",
  "E-mail 1 - Value": "greg@example.com",
  "E-mail 2 - Type": "* Work",
  "E-mail 2 - Value": "work@example.com ::: also@example.com",
  "IM 1 - Type": "",
  "IM 1 - Service": "Skype",
  "IM 1 - Value": "gregd",
  "Phone 1 - Type": "Mobile",
  "Phone 1 - Value": "+1 555 010 1111",
  "Phone 2 - Type": "Work Fax",
  "Phone 2 - Value": "555 0102",
  "Address 1 - Type": "Home",
  "Address 1 - Formatted": "123 Home St\nHome City",
  "Address 1 - Street": "123 Home St",
  "Address 1 - City": "Home City",
  "Address 1 - PO Box": "",
  "Address 1 - Region": "HM",
  "Address 1 - Postal Code": "12345",
  "Address 1 - Country": "US",
  "Address 1 - Extended Address": "",
  "Organization 1 - Type": "",
  "Organization 1 - Name": "Acme",
  "Organization 1 - Title": "Chief",
  "Organization 1 - Department": "Sales",
  "Relation 1 - Type": "Spouse",
  "Relation 1 - Value": "Ann",
  "Website 1 - Type": "Blog",
  "Website 1 - Value": "https://example.com",
  "Event 1 - Type": "Anniversary",
  "Event 1 - Value": " --03-22",
  "Custom Field 1 - Type": "Shoe",
  "Custom Field 1 - Value": "44",
};
const google2024 = {
  "Name Prefix": "",
  "First Name": "Greg",
  "Middle Name": "",
  "Last Name": "Dartmouth",
  "Name Suffix": "",
  "Phonetic First Name": "",
  Nickname: "Gman",
  "File As": "",
  "Organization Name": "Acme",
  "Organization Title": "Chief",
  "Organization Department": "Sales",
  Birthday: "--09-10",
  Notes: "",
  Photo: "https://example.com/p",
  Labels: "Chess ::: * myContacts",
  "E-mail 1 - Label": "* Home",
  "E-mail 1 - Value": "greg@example.com",
  "Phone 1 - Label": "Mobile",
  "Phone 1 - Value": "+1 555 010 1111",
};
const outlook = {
  Title: "Mr.",
  "First Name": "Greg",
  "Middle Name": "J",
  "Last Name": "Dartmouth",
  Suffix: "",
  Company: "Acme",
  Department: "Sales",
  "Job Title": "Chief",
  "Business Street": "1 Work St",
  "Business City": "Town",
  "Business State": "",
  "Business Postal Code": "1",
  "Business Country/Region": "US",
  "Home Phone": "555 0101",
  "Mobile Phone": "555 0102",
  "Business Fax": "555 0103",
  "E-mail Address": "greg@example.com",
  "E-mail Type": "SMTP",
  "E-mail Display Name": "Greg (greg@example.com)",
  "E-mail 2 Address": "work@example.com",
  Anniversary: "0/0/00",
  Birthday: "3/22/1980",
  Categories: "Chess;Club",
  Notes: "Hi",
  Spouse: "Ann",
  Priority: "Normal",
  "Web Page": "https://example.com",
  "Favourite colour": "blue",
};
const german = {
  Anrede: "Herr",
  Vorname: "Jörg",
  "Weitere Vornamen": "",
  Nachname: "Weiß",
  Suffix: "",
  Firma: "Bäckerei",
  Abteilung: "",
  Position: "Chef",
  "Straße geschäftlich": "Weg 1",
  "Ort geschäftlich": "Köln",
  "Postleitzahl geschäftlich": "50667",
  "Fax geschäftlich": "0221 3",
  "Telefon geschäftlich": "0221 1",
  "Telefon (privat)": "0221 2",
  Mobiltelefon: "0171 4",
  "E-Mail-Adresse": "joerg@example.com",
  "E-Mail-Typ": "SMTP",
  "E-Mail: Angezeigter Name": "Jörg",
  "E-Mail 2: Adresse": "chef@example.com",
  Geburtstag: "22.3.1980",
  Jahrestag: "0.0.00",
  Notizen: "Grüße",
  Geschlecht: "Keine Angabe",
  Kategorien: "",
  Priorität: "Normal",
};

describe("a CSV of Google Contacts", () => {
  it("of before 2024 is read whole", async () => {
    expect(await row(csv(google2016))).toEqual({
      name: "Greg Dartmouth",
      emails: [
        { value: "work@example.com", label: "work" },
        { value: "also@example.com", label: "work" },
        { value: "greg@example.com", label: "home" },
      ],
      phones: [
        { value: "+1 555 010 1111", label: "mobile" },
        { value: "555 0102", label: "work fax" },
      ],
      birthday: "1960-09-10",
      notes: 'One\nTwo, "three"',
      details: {
        structuredName: { given: "Greg", family: "Dartmouth" },
        organization: "Acme, Sales",
        jobTitle: "Chief",
        addresses: [
          {
            label: "home",
            street: "123 Home St",
            locality: "Home City",
            region: "HM",
            postalCode: "12345",
            country: "US",
          },
        ],
        urls: [{ value: "https://example.com", label: "blog" }],
        instantMessaging: [{ value: "gregd", service: "Skype" }],
        relations: [{ value: "Ann", label: "spouse" }],
        dates: [{ value: "--03-22", label: "anniversary" }],
        categories: ["Chess"],
        other: { Shoe: "44" },
      },
    });
  });

  it("of today is read whole", async () => {
    expect(await row(csv(google2024))).toEqual({
      name: "Greg Dartmouth",
      emails: [{ value: "greg@example.com", label: "home" }],
      phones: [{ value: "+1 555 010 1111", label: "mobile" }],
      birthday: "--09-10",
      details: {
        structuredName: { given: "Greg", family: "Dartmouth" },
        nickname: "Gman",
        organization: "Acme, Sales",
        jobTitle: "Chief",
        categories: ["Chess"],
      },
    });
  });
});

describe("a CSV of Outlook", () => {
  it("in English is read whole", async () => {
    expect(await row(csv(outlook))).toEqual({
      name: "Mr. Greg J Dartmouth",
      emails: [{ value: "greg@example.com" }, { value: "work@example.com" }],
      phones: [
        { value: "555 0102", label: "mobile" },
        { value: "555 0101", label: "home" },
        { value: "555 0103", label: "work fax" },
      ],
      birthday: "1980-03-22",
      notes: "Hi",
      details: {
        structuredName: { prefix: "Mr.", given: "Greg", additional: "J", family: "Dartmouth" },
        organization: "Acme, Sales",
        jobTitle: "Chief",
        addresses: [{ label: "work", street: "1 Work St", locality: "Town", postalCode: "1", country: "US" }],
        urls: [{ value: "https://example.com", label: "work" }],
        relations: [{ value: "Ann", label: "Spouse" }],
        categories: ["Chess", "Club"],
        other: { "favourite colour": "blue" },
      },
    });
  });

  it("in German is read whole, in UTF-8, UTF-16 or Windows-1252, with semicolons or commas", async () => {
    const expected = {
      name: "Herr Jörg Weiß",
      emails: [{ value: "joerg@example.com" }, { value: "chef@example.com" }],
      phones: [
        { value: "0171 4", label: "mobile" },
        { value: "0221 2", label: "home" },
        { value: "0221 1", label: "work" },
        { value: "0221 3", label: "work fax" },
      ],
      birthday: "1980-03-22",
      notes: "Grüße",
      details: {
        structuredName: { prefix: "Herr", given: "Jörg", family: "Weiß" },
        organization: "Bäckerei",
        jobTitle: "Chef",
        addresses: [{ label: "work", street: "Weg 1", locality: "Köln", postalCode: "50667" }],
      },
    };
    for (const text of [csv(german), csv(german, ";"), csv(german, "\t")]) {
      expect(await row(text)).toEqual(expected);
      expect(await row(`\ufeff${text}`)).toEqual(expected);
      expect(await row(Buffer.from(text, "latin1"))).toEqual(expected);
      expect(await row(Buffer.from(`\ufeff${text}`, "utf16le"))).toEqual(expected);
    }
  });

  it.each([
    ["3/4/1980", {}, "1980-03-04"],
    ["3/4/1980", { dayFirst: true }, "1980-04-03"],
    ["13/4/1980", {}, "1980-04-13"],
    ["3.4.1980", {}, "1980-04-03"],
    ["1980-04-03", {}, "1980-04-03"],
    ["3/4/1980 12:00:00 AM", {}, "1980-03-04"],
    ["0/0/00", {}, undefined],
  ])("has the birthday of %s with %j", async (birthday, options, expected) => {
    const read = await row(csv({ ...outlook, Birthday: birthday }), options);
    expect([read.birthday, read.details.birthday]).toEqual([expected, undefined]);
  });
  it("keeps a birthday in words that is no day", async () => {
    const read = await row(csv({ ...outlook, Birthday: "31/31/1980" }));
    expect([read.birthday, read.details.birthday]).toEqual([undefined, "31/31/1980"]);
  });
});

describe("a CSV of contacts", () => {
  it("is read from any record on as from the beginning, also in UTF-16", async () => {
    const people = ["Ä,a@example.com", "", '"B\r\nb",b@example.com', ",", "😀,c@example.com"];
    const text = ["First Name,E-mail Address", ...people, ""].join("\r\n");
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`, "utf16le")]) {
      const whole = await all(bytes);
      expect(whole.map(({ line, row: card }) => [line, card!.name])).toEqual([
        [2, "Ä"],
        [4, "B b"],
        [7, "😀"],
      ]);
      for (const [at, { next }] of whole.entries()) expect(await all(bytes, {}, next)).toEqual(whole.slice(at + 1));
    }
  });

  it("of an unknown language or of something else is refused by what it lacks", async () => {
    for (const header of ["Prénom,Nom\nA,B", "date,amount\n1,2"])
      await expect(all(header)).rejects.toThrow(/names no columns/);
    await expect(all("")).rejects.toThrow("empty");
  });

  it("says which record is nobody", async () => {
    const units = await all("First Name,E-mail Address,Company\n,,\nAda,,\n");
    expect(units).toMatchObject([{ line: 3, row: { name: "Ada" } }]);
    expect(await all("First Name,E-mail Address,Notes\n,,only a note\n")).toMatchObject([
      { line: 2, problem: contactReasons("card_nameless") },
    ]);
  });
});
