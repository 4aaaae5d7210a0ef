import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { identityOf } from "#core/people/card";
import { read } from "#core/people/vcards";

/** A file that comes in pieces of some length. */
function sourceOf(bytes: Buffer, pieceBytes = 64 * 1024): Source {
  return {
    name: "contacts.vcf",
    sizeBytes: bytes.length,
    range: async (start, end) => bytes.subarray(start, end),
    async *stream(start = 0) {
      for (let at = start; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}
async function all(bytes: Buffer | string, cursor?: string, pieceBytes?: number) {
  const units = [];
  for await (const unit of read(sourceOf(Buffer.from(bytes as string), pieceBytes), cursor)) units.push(unit);
  return units;
}
const one = async (text: string) => (await all(text))[0]!;
const card = (...lines: string[]) => ["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD", ""].join("\r\n");
const card21 = (...lines: string[]) => card(...lines).replace("3.0", "2.1");
const row = async (text: string) => {
  const { row: read, problem } = await one(text);
  expect(problem).toBeUndefined();
  return read!;
};

/** Public test data outside of the project; without it these tests print so and pass. */
const projectRoot = path.resolve(import.meta.dirname, "../../../..");
const corpus = path.resolve(projectRoot, process.env.LIFEOS_DATA ?? "../shared/data", "vcards-ez-vcard");
const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith(".vcf")) : [];

/** What each file says, read by a person: names, addresses, numbers, birthdays, and how the note begins and how long it is. */
const EXPECTED: Record<
  string,
  [name: string, emails: string[], phones: string[], birthday?: string, note?: [string, number]][]
> = {
  "John_Doe_ANDROID.vcf": [
    ["john.doe@company.com", ["john.doe@company.com"], []],
    ["jane.doe@company.com", ["jane.doe@company.com"], []],
    ["Ñ Ñ Ñ Ñ Ñ", [], ["mobile 123456789"]],
    [
      "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
      [],
      ["mobile 123456", "home 234567", "mobile 3456789", "home 45678901"],
      undefined,
      ["Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ", 82],
    ],
    ["Ñ Ñ Ñ Ñ", ["work bob@company.com", "ÑÑÑÑÑÑÑÑÑÑÑÑÑÑ"], ["mobile 123456", "work 123456", "work fax 123456"]],
    ["ÑÑÑÑ", ["henry@company.com"], ["mobile 55556666"]],
  ],
  "John_Doe_BLACK_BERRY.vcf": [["John Doe", [], ["mobile +96123456789"]]],
  "John_Doe_EVOLUTION.vcf": [
    [
      "Mr. John Richter, James Doe Sr.",
      ["work john.doe@ibm.com"],
      ["mobile 905-666-1234", "work 905-555-1234"],
      "1980-03-22",
      ['THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"', 755],
    ],
  ],
  "John_Doe_GMAIL.vcf": [
    [
      "Mr. John Richter, James Doe Sr.",
      ["home john.doe@ibm.com"],
      ["mobile 905-555-1234", "home 905-666-1234"],
      "1980-03-22",
      ['THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"', 776],
    ],
  ],
  "John_Doe_IPHONE.vcf": [
    [
      "Mr. John Richter James Doe Sr.",
      ["john.doe@ibm.com"],
      [
        "mobile 905-555-1234",
        "home 905-666-1234",
        "work 905-777-1234",
        "home fax 905-888-1234",
        "work fax 905-999-1234",
        "pager 905-111-1234",
        "AssistantPhone 905-222-1234",
      ],
      "2012-06-06",
    ],
  ],
  "John_Doe_MS_OUTLOOK.vcf": [
    [
      "Mr. John Richter James Doe Sr.",
      ["john.doe@ibm.cm"],
      ["work (905) 555-1234", "home (905) 666-1234"],
      "1980-03-22",
      ["THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS''", 731],
    ],
  ],
  "fullcontact.vcf": [
    [
      "Prefix FirstName MiddleName LastName Suffix",
      [
        "home home@example.com",
        "work work@example.com",
        "school school@example.com",
        "other other@example.com",
        "customtype custom@example.com",
      ],
      [
        "home 555-555-1111",
        "work 555-555-1112",
        "mobile 555-555-1113",
        "mobile 555-555-1114",
        "555-555-1115",
        "home fax 555-555-1116",
        "work fax 555-555-1117",
        "555-555-1118",
        "555-555-1119",
      ],
      "2016-08-01",
      ["Notes line 1\nNotes line 2", 25],
    ],
  ],
  "gmail-list.vcf": [
    ["Arnold Smith", ["asmithk@gmail.com"], []],
    ["Chris Beatle", ["chrisy55d@yahoo.com"], []],
    ["Doug White", ["dwhite@gmail.com"], []],
  ],
  "gmail-single.vcf": [
    [
      "Greg Dartmouth",
      ["gdartmouth@hotmail.com"],
      ["mobile 555 555 1111", "GRAND_CENTRAL 555 555 2222"],
      "1960-09-10",
      ["This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField", 88],
    ],
  ],
  "gmail-single2.vcf": [
    [
      "VCard Test",
      [
        "email@example.com",
        "home homeemail@example.com",
        "work workemail@example.com",
        "otheremail@example.com",
        "CustomEmailCategory customcategory@example.com",
      ],
      [
        "5555551111",
        "home 5555551112",
        "work 5555551113",
        "5555551114",
        "mobile 5555551115",
        "main 5555551116",
        "home fax 5555551117",
        "work fax 5555551118",
        "GRAND_CENTRAL 5555551119",
        "pager 5555551120",
        "CustomePhoneCategory 5555551121",
      ],
      "1912-06-23",
      ["note line 1\nnote line 2\nCustomField: field value", 48],
    ],
  ],
  "outlook-2003.vcf": [
    [
      "John Doe III",
      ["jdoe@hotmail.com"],
      ["work BusinessPhone", "home HomePhone", "mobile MobilePhone", "work fax BusinessFaxPhone"],
      "1980-03-21",
      ["This is the note field!!\nSecond line\n\nThird line is empty\n", 58],
    ],
  ],
  "rfc2426-example.vcf": [
    [
      "Frank Dawson",
      ["Frank_Dawson@Lotus.com", "fdawson@earthlink.net"],
      ["work +1-919-676-9515", "work fax +1-919-676-9564"],
    ],
    ["Tim Howes", ["howes@netscape.com"], ["work +1-415-937-3419", "work fax +1-415-528-4164"]],
  ],
  "rfc6350-example.vcf": [
    [
      "Simon Perreault",
      ["work simon.perreault@viagenie.ca"],
      ["work +1-418-656-9254 ext. 102", "work mobile +1-418-262-6501"],
      "--02-03",
    ],
  ],
  "thunderbird-MoreFunctionsForAddressBook-extension.vcf": [
    [
      "John Doe",
      [
        "doe.john@hotmail.com",
        "additional-email@company.com",
        "additional-email1@company.com",
        "additional-email2@company.com",
        "additional-email3@company.com",
      ],
      ["work 555-555-1111", "home 555-555-2222", "mobile 555-555-5555", "fax 555-555-3333", "pager 555-555-4444"],
      "1970-09-21",
      [
        'This is the notes field.\nSecond Line\n\nFourth Line\nYou can put anything in the "note" field; even curse words.',
        109,
      ],
    ],
  ],
};

describe.skipIf(files.length === 0)("vCards of real programs (skipped without LIFEOS_DATA)", () => {
  it.each(files)("%s: names, addresses, numbers, birthdays and notes are as in the file", async (name) => {
    const units = await all(readFileSync(path.join(corpus, name)));
    const words = (reached: { value: string; label?: string | null }[]) =>
      reached.map(({ value, label }) => (label ? `${label} ${value}` : value));
    expect(units.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
    expect(
      units.map(({ row }, at) => {
        const beginning = EXPECTED[name]![at]?.[4]?.[0].length;
        const note = row!.notes === undefined ? [] : [[row!.notes.slice(0, beginning), row!.notes.length]];
        return [row!.name, words(row!.emails), words(row!.phones), row!.birthday, ...note];
      }),
    ).toEqual(
      EXPECTED[name]!.map(([person, emails, phones, birthday, ...note]) => [person, emails, phones, birthday, ...note]),
    );
  });

  it("are read from any card on as from the beginning, in pieces of any length", async () => {
    for (const name of files) {
      const bytes = readFileSync(path.join(corpus, name));
      const whole = await all(bytes);
      for (const pieceBytes of [1, 7, 4096]) expect(await all(bytes, undefined, pieceBytes), name).toEqual(whole);
      for (const [at, { next }] of whole.entries()) expect(await all(bytes, next), name).toEqual(whole.slice(at + 1));
      expect(new Set(whole.map(({ row }) => identityOf(row!))).size).toBe(whole.length);
    }
  });
});

describe("a vCard", () => {
  it.each([
    ["UTF-16 with a mark", Buffer.from(`\ufeff${card("FN:Zoë Łoś", "NOTE:Ǆ\\n😀")}`, "utf16le")],
    ["UTF-16 without one", Buffer.from(card("FN:Zoë Łoś", "NOTE:Ǆ\\n😀"), "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${card("FN:Zoë Łoś", "NOTE:Ǆ\\n😀")}`, "utf16le").swap16()],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${card("FN:Zoë Łoś", "NOTE:Ǆ\\n😀")}`)],
  ])("is read in %s, in pieces of any length and from its end on", async (_, bytes) => {
    for (const pieceBytes of [1, 3, 1000]) {
      const units = await all(bytes, undefined, pieceBytes);
      expect(units).toMatchObject([{ row: { name: "Zoë Łoś", notes: "Ǆ\n😀" }, line: 1 }]);
      expect(await all(bytes, units[0]!.next)).toEqual([]);
    }
  });

  it("is read in code pages, by their names or without", async () => {
    const latin = (...lines: string[]) => Buffer.from(card21(...lines), "latin1");
    const name = async (bytes: Buffer) => (await all(bytes))[0]!.row!.name;
    expect(await name(latin("FN:Gr\xfc\xdfe"))).toBe("Grüße");
    expect(await name(latin("FN;CHARSET=ISO-8859-2:\xa3o\xb6"))).toBe("Łoś");
    expect(await name(latin("FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63"))).toBe("山田");
    expect(await name(latin("FN;CHARSET=no-such-charset:Gr\xfc\xdfe"))).toBe("Grüße");
  });

  it("folds lines as its version does", async () => {
    expect((await row(card("FN:John", "NOTE:one", "  two", "\tthree"))).notes).toBe("one twothree");
    expect((await row(card21("FN:John", "NOTE:one", " two"))).notes).toBe("one two");
    const soft = card21("FN:John", "NOTE;QUOTED-PRINTABLE:one=20=", "two=0D=0A=", "=C3=A9=", "", "TITLE:Boss");
    expect(await row(soft)).toMatchObject({ notes: "one two\né", details: { jobTitle: "Boss" } });
    // The fold is between the two bytes of a character.
    const bytes = Buffer.from(card("FN:Zoë"));
    const cut = bytes.indexOf(0xc3) + 1;
    const folded = Buffer.concat([bytes.subarray(0, cut), Buffer.from("\r\n "), bytes.subarray(cut)]);
    expect((await all(folded))[0]!.row!.name).toBe("Zoë");
  });

  it("escapes as its version does", async () => {
    expect((await row(card("FN:a\\, b\\; c\\\\d\\ne", 'NOTE:x\\Ny\\:z\\"q'))).notes).toBe('x\ny:z"q');
    expect((await row(card21("FN:John", "NOTE:C:\\new\\; x"))).notes).toBe("C:\\new; x");
  });

  it.each([
    ["BDAY:1980-03-22", "1980-03-22"],
    ["BDAY:19800322", "1980-03-22"],
    ["BDAY:1980-03-22T00:00:00Z", "1980-03-22"],
    ["BDAY;VALUE=date-time:19800322T120000-0500", "1980-03-22"],
    ["BDAY:--0322", "--03-22"],
    ["BDAY:--03-22", "--03-22"],
    ["BDAY:--0229", "--02-29"],
    ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", "--03-22"],
  ])("has the birthday of %s", async (line, birthday) => {
    expect((await row(card("FN:x", line))).birthday).toBe(birthday);
  });
  it.each(["BDAY:1980", "BDAY;VALUE=text:circa 1800", "BDAY:---22", "BDAY:1980-02-30", "BDAY:0000-01-01"])(
    "keeps %s in words, which is no day",
    async (line) => {
      const { birthday, details } = await row(card("FN:x", line));
      expect([birthday, details.birthday]).toEqual([undefined, line.replace(/^.*:/, "")]);
    },
  );

  it("reads types in all spellings, and puts first what is preferred", async () => {
    const { phones, emails } = await row(
      card21(
        "FN:x",
        "TEL;HOME;FAX:1",
        "tel;type=cell:2",
        'Tel;TYPE="work,voice";PREF=2:3',
        "TEL;TYPE=work;TYPE=pref:4",
        "a.TEL;PREF=1:tel:+49%2030;ext=5",
        "A.X-ABLabel:_$!<Garden>!$_",
        "EMAIL;INTERNET;PREF:mailto:a@example.com",
      ),
    );
    expect(phones).toEqual([
      { value: "4", label: "work" },
      { value: "+49%2030 ext. 5", label: "Garden" },
      { value: "3", label: "work" },
      { value: "1", label: "home fax" },
      { value: "2", label: "mobile" },
    ]);
    expect(emails).toEqual([{ value: "a@example.com" }]);
  });

  it("is called by FN, else N, the organisation, the nickname, an address or a number", async () => {
    const name = async (...lines: string[]) => (await row(card(...lines))).name;
    expect(await name("FN:Ada L.", "N:Lovelace;Ada;;;")).toBe("Ada L.");
    expect(await name("FN: ", "N:Lovelace;Ada;Augusta,King;Lady;")).toBe("Lady Ada Augusta King Lovelace");
    expect(await name("N:;;;;", "ORG:Acme;Sales")).toBe("Acme, Sales");
    expect(await name("NICKNAME:Lin")).toBe("Lin");
    expect(await name("TEL:1")).toBe("1");
    expect((await one(card("NOTE:nobody"))).problem?.text).toBe(
      "It has no name, no mail address and no telephone number.",
    );
    const long = await row(card(`FN:${"x".repeat(300)}`));
    expect([long.name.length, (long.details.fullName as string).length]).toEqual([200, 300]);
  });

  it("leaves out pictures, and who is nested as its agent", async () => {
    const units = await all(
      card21(
        "FN:Boss",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ",
        " SkZJRg",
        "",
        "AGENT:",
        "BEGIN:VCARD",
        "VERSION:2.1",
        "FN:Agent",
        "TEL:2",
        "END:VCARD",
        "TEL:1",
      ) + card("FN:Next"),
    );
    expect(units).toMatchObject([{ row: { name: "Boss", phones: [{ value: "1" }] } }, { row: { name: "Next" } }]);
    expect(JSON.stringify(units)).not.toMatch(/Agent|9j/);
  });

  it("keeps what it knows no place for under its own name, as far as it is short", async () => {
    const { details } = await row(card("FN:x", "X-FOO:1", "X-FOO:2", "X-BAR:a\\, b", `X-LONG:${"y".repeat(2_000)}`));
    expect(details).toEqual({ other: { "X-FOO": ["1", "2"], "X-BAR": "a, b" } });
  });
});

describe("what is made to do harm", () => {
  const problems = async (text: string) => (await all(text)).map(({ problem, row }) => problem?.text ?? row!.name);

  it("is told card by card, and the others are read", async () => {
    expect(await problems(`BEGIN:VCARD\nFN:Lost\n${card("FN:Found")}`)).toEqual([
      "The card has no END:VCARD; the next one begins before.",
      "Found",
    ]);
    expect(await problems(`${card("FN:Found")}BEGIN:VCARD\nFN:Lost\n`)).toEqual([
      "Found",
      "The file ends before the card does: END:VCARD is missing.",
    ]);
    expect(
      await problems(card("FN:x", ...Array.from({ length: 60 }, (_, at) => `TEL:${at}`)) + card("FN:Next")),
    ).toEqual(["It has 60 telephone numbers; a contact has 50 at most.", "Next"]);
    expect(await problems(card("FN:x", `NOTE:${"n".repeat(10_001)}`))).toEqual([
      "Its note has 10001 characters; 10000 are the most.",
    ]);
    expect(await problems(card("FN:x", `NOTE:${"n".repeat(200_000)}`))).toEqual([
      "Its NOTE on line 4 is longer than 128 KB.",
    ]);
    expect(await problems(card("FN:x", ...Array.from({ length: 2_001 }, () => "X-A:1")))).toEqual([
      "It has more than 2000 properties.",
    ]);
    const folds = Array.from({ length: 20 }, () => ` ${"n".repeat(60_000)}`);
    expect(await problems(card("FN:x", "NOTE:", ...folds) + card("FN:Next"))).toEqual([
      "It has more than 1 MB of text.",
      "Next",
    ]);
    const nested = Array.from({ length: 6 }, () => ["AGENT:", "BEGIN:VCARD"]).flat();
    const ends = Array.from({ length: 6 }, () => "END:VCARD");
    expect(await problems(card21("FN:x", ...nested, ...ends) + card("FN:Next"))).toEqual([
      "More than 5 cards are nested in it.",
      "Next",
    ]);
  });

  it("is refused as a whole where it would never end, after a bounded part of it", async () => {
    let read = 0;
    const endless = (piece: Buffer): Source => ({
      name: "bomb.vcf",
      sizeBytes: 1e12,
      range: async () => Buffer.from("BEGI"),
      async *stream() {
        yield Buffer.from("BEGIN:VCARD\nFN:x\n");
        for (read = 0; ; read += piece.length) yield piece;
      },
    });
    const reading = async (source: Source) => {
      const units = readAll(source);
      await expect(units).rejects.toThrow(UnreadableSource);
    };
    await reading(endless(Buffer.alloc(64 * 1024, "x")));
    expect(read).toBeLessThan(12 * 1024 * 1024);
    await reading(endless(Buffer.from(`NOTE:${"x".repeat(1000)}\n`.repeat(64))));
    expect(read).toBeLessThan(34 * 1024 * 1024);
  });

  it("or is no vCard at all", async () => {
    for (const text of ["", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
      await expect(all(text)).rejects.toThrow("There is no vCard in it");
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 256));
    await expect(all(noise)).rejects.toThrow(UnreadableSource);
  });

  it("holds any control characters without a NUL in what is read", async () => {
    const found = await row(
      card("FN:a\u0000b", "NOTE:c\u0000d", "X-Z:e\u0000f", "TEL;TYPE=g\u0000h:1", "ADR;TYPE=i\u0000j:;;k"),
    );
    expect(JSON.stringify(found)).not.toContain("\\u0000");
  });
});

async function readAll(source: Source) {
  const units = [];
  for await (const unit of read(source, undefined)) units.push(unit);
  return units;
}
