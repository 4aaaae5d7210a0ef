/** Contacts that come in by imports. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { create as createImport, get as getImport, rows, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { create, download, get, list, remove, update } from "#functions/people/contacts";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { slow } from "#testing/slow";

let life: Harness;
let workflows: ImportWorkflows;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open);
  workflows = await importWorkflows(life, open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.database.close();
});

async function handled(person: Person, event: { type: string }, id: string) {
  expect(await workflows.handle(person, event, id)).toEqual(["completed"]);
}

/** Imports a text and answers with the counts of the import. */
async function imported(person: Person, text: string, body: object = {}) {
  const asked = await life.call(createImport, {
    as: person,
    body: { kind: "contacts_vcard", text, again: true, ...body },
  });
  expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300);
  await handled(person, ImportStarted, asked.body.id);
  const { body: job } = await life.call(getImport, { as: person, params: { importId: asked.body.id } });
  const { status, created, updated, skipped, failed } = job;
  expect(status).toMatch(/^(completed|partial)$/);
  return { id: job.id, counts: [created, updated, skipped, failed] };
}

const contactsOf = async (person: Person) =>
  (await life.call(list, { as: person, query: { sort: "name", include: "emails,phones,notes", limit: "100" } })).body
    .data;
const card = (...lines: string[]) => ["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD", ""].join("\n");
const ADA = card(
  "FN:Ada",
  "EMAIL;TYPE=HOME:ada@example.com",
  "TEL;TYPE=CELL:+49 30 901820",
  "BDAY:--1210",
  "NOTE:Counts",
);
const reasons = async (person: Person, importId: string) =>
  (await life.call(rows, { as: person, params: { importId } })).body.data.map(
    ({ reason }: { reason: string }) => reason,
  );

describe("an import of contacts", () => {
  it("makes a contact of each card, sealed and found by address and number, and twice makes none new", async () => {
    const anna = await life.user("anna");
    expect((await imported(anna, ADA + card("FN:Ben"), { options: { contactType: "friend" } })).counts).toEqual([
      2, 0, 0, 0,
    ]);
    const [ada, ben] = await contactsOf(anna);
    expect(ada).toMatchObject({
      name: "Ada",
      contactType: "friend",
      emails: [{ value: "ada@example.com", label: "home" }],
      phones: [{ value: "+49 30 901820", label: "mobile" }],
      birthday: "--12-10",
      notes: "Counts",
    });
    expect(ben).toMatchObject({ name: "Ben", emails: null, phones: null });
    for (const [key, value] of [
      ["email", "ADA@example.com"],
      ["phone", "030901820"],
    ] as const)
      expect((await life.call(list, { as: anna, query: { [key]: value } })).body.data).toHaveLength(1);
    expect((await imported(anna, ADA + card("FN:Ben"))).counts).toEqual([0, 0, 2, 0]);
    expect(await contactsOf(anna)).toHaveLength(2);
    const kept = await life.database.query("select * from import_rows");
    for (const secret of ["901820", "ada@example.com", "Counts"]) expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it("knows who was here before by name and an address or number, and adds only what is missing", async () => {
    const anna = await life.user("anna");
    const body = { name: "ada ", phones: [{ value: "030 901820", label: "home" }], notes: "Mine" };
    const { body: ada } = await life.call(create, { as: anna, body });
    await life.call(create, { as: anna, body: { name: "Ada", emails: [{ value: "another@example.com" }] } });
    expect((await imported(anna, ADA)).counts).toEqual([0, 1, 0, 0]);
    const contact = (await contactsOf(anna)).find(({ id }: { id: string }) => id === ada.id);
    expect(contact).toMatchObject({
      name: "ada ",
      phones: [{ value: "030 901820", label: "home" }],
      emails: [{ value: "ada@example.com", label: "home" }],
      birthday: "--12-10",
      notes: "Mine",
    });
    expect(await contactsOf(anna)).toHaveLength(2);
    expect((await imported(anna, ADA)).counts).toEqual([0, 0, 1, 0]);
  });

  it("leaves who was here as they are when it is told to", async () => {
    const anna = await life.user("anna");
    await life.call(create, { as: anna, body: { name: "Ada", emails: [{ value: "ada@example.com" }] } });
    const { id, counts } = await imported(anna, ADA, { options: { existing: "keep" } });
    expect([counts, await reasons(anna, id)]).toEqual([[0, 0, 1, 0], ["It is here already."]]);
    expect(await contactsOf(anna)).toMatchObject([{ phones: null, birthday: null }]);
  });

  it("brings up to date what it made before, unless that was changed here, and never makes again what was deleted", async () => {
    const anna = await life.user("anna");
    const cards = (note: string) =>
      ["Ada", "Ben", "Cora"].map((name) => card(`UID:${name}`, `FN:${name}`, `TEL:1`, `NOTE:${note}`)).join("");
    expect((await imported(anna, cards("old"))).counts).toEqual([3, 0, 0, 0]);
    const [, ben, cora] = await contactsOf(anna);
    await life.call(update, { as: anna, params: { contactId: ben.id }, body: { rating: 5 } });
    await life.call(remove, { as: anna, params: { contactId: cora.id } });
    const { id, counts } = await imported(anna, cards("new"));
    expect(counts).toEqual([0, 1, 2, 0]);
    expect((await reasons(anna, id)).filter(Boolean)).toEqual([
      "It was imported before and changed here since.",
      "It was imported before and deleted here since.",
    ]);
    expect((await contactsOf(anna)).map(({ notes }: { notes: string }) => notes)).toEqual(["new", "old"]);
  });

  it("is undone: new contacts go, and those that were filled in are as they were", async () => {
    const anna = await life.user("anna");
    await life.call(create, { as: anna, body: { name: "Ada", phones: [{ value: "030 901820" }] } });
    const before = await contactsOf(anna);
    const { id, counts } = await imported(anna, ADA + card("FN:Ben", "EMAIL:ben@example.com"));
    expect(counts).toEqual([1, 1, 0, 0]);
    expect((await life.call(undo, { as: anna, params: { importId: id }, body: {} })).status).toBe(202);
    await handled(anna, ImportUndoStarted, id);
    const after = await contactsOf(anna);
    const facts = ({ version: _, updatedAt: __, ...rest }: Record<string, unknown>) => rest;
    expect(after.map(facts)).toEqual(before.map(facts));
    expect((await life.call(list, { as: anna, query: { email: "ada@example.com" } })).body.data).toEqual([]);
    expect((await life.call(list, { as: anna, query: { phone: "030901820" } })).body.data).toHaveLength(1);
    expect((await imported(anna, ADA + card("FN:Ben", "EMAIL:ben@example.com"))).counts).toEqual([1, 1, 0, 0]);
  });

  it("says by line what cannot be taken, and takes the rest", async () => {
    const anna = await life.user("anna");
    const { id, counts } = await imported(anna, `${card("NOTE:nobody") + ADA}BEGIN:VCARD\nFN:Lost\n`);
    expect(counts).toEqual([1, 0, 0, 2]);
    const { body } = await life.call(rows, { as: anna, params: { importId: id }, query: { action: "failed" } });
    expect(body.data).toMatchObject([
      {
        line: 1,
        reason: "It has no name, no mail address and no telephone number.",
        reasonCoded: { code: "card_nameless", params: {} },
      },
      { line: 13 },
    ]);
  });

  it("is undone but for contacts with whom there was something since", async () => {
    const met = await life.user("met");
    const { id } = await imported(met, `${ADA}${card("FN:Bob", "EMAIL:bob@example.com")}`);
    await life.database.query(
      "insert into interactions (user_id, contact_id, channel) select user_id, id, 'call' from contacts where user_id = $1 and name = 'Ada'",
      [met.userId],
    );
    await life.call(undo, { as: met, params: { importId: id } });
    await handled(met, ImportUndoStarted, id);
    expect((await contactsOf(met)).map(({ name }: { name: string }) => name)).toEqual(["Ada"]);
  });

  it("knows by a CSV whom it made of a vCard", async () => {
    const anna = await life.user("anna");
    await imported(anna, ADA);
    const csv = "First Name,Last Name,E-mail Address,Mobile Phone,Company\nAda,,ada@example.com,+49 30 901820,Engines";
    expect((await imported(anna, csv, { kind: "contacts_csv" })).counts).toEqual([0, 1, 0, 0]);
    expect(await contactsOf(anna)).toMatchObject([{ birthday: "--12-10", details: { organization: "Engines" } }]);
  });

  slow(
    "makes the same of a file in however many parts it is read: its own cards are not taken for each other",
    async () => {
      const anna = await life.user("anna");
      const old = await life.call(create, { as: anna, body: { name: "N1", emails: [{ value: "1@example.com" }] } });
      const cards = Array.from({ length: 1_200 }, (_, at) =>
        card(`UID:${at}`, `FN:N${at % 600}`, `EMAIL:${at % 600}@example.com`, `TEL:${at}`),
      );
      // The first card of N1 is who was here; the second is a card of its own, though it is read in another part.
      expect((await imported(anna, cards.join(""))).counts).toEqual([1_199, 1, 0, 0]);
      const params = { contactId: old.body.id };
      expect((await life.call(get, { as: anna, params })).body.phones).toEqual([{ value: "1" }]);
      expect((await imported(anna, cards.join(""))).counts).toEqual([0, 0, 1_200, 0]);
    },
  );

  it("touches nobody else's", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.call(create, { as: ben, body: { name: "Ada", emails: [{ value: "ada@example.com" }] } });
    expect((await imported(anna, ADA)).counts).toEqual([1, 0, 0, 0]);
    expect(await contactsOf(ben)).toMatchObject([{ phones: null }]);
  });
});

describe("an export of contacts", () => {
  const text = (maxLength: number) =>
    fc.string({ unit: "grapheme", minLength: 1, maxLength }).filter((one) => one.trim() !== "" && !/[\0]/.test(one));
  const awkward = fc.constantFrom(
    "=1+1",
    "@SUM(A1)",
    "-5",
    "+1",
    "'=x",
    "a;b,c\\\\n",
    "two\nlines",
    "שלום",
    "é".repeat(80),
    "a ::: b",
  );
  const any = (maxLength: number) => fc.oneof(text(maxLength), awkward);
  const label = fc.oneof(fc.constantFrom("home", "work", "mobile", "work fax", "main"), text(20));
  const contact = fc.record(
    {
      name: any(60),
      emails: fc.uniqueArray(
        fc.record({ value: fc.constantFrom("a@example.com", "b@example.com", "c@example.com"), label }),
        {
          selector: ({ value }) => value,
        },
      ),
      phones: fc.array(
        fc.record({ value: fc.oneof(fc.constantFrom("+49 30 901820", "030/5", "tel:+49301"), any(30)), label }),
        { maxLength: 3 },
      ),
      birthday: fc.constantFrom("1980-03-22", "--02-29"),
      notes: any(300),
      matrixId: fc.constant("@grace:example.org"),
      mastodonHandle: fc.constant("@grace@example.social"),
      details: fc.record(
        {
          structuredName: fc.record({ family: any(20), given: any(20) }),
          organization: any(40),
          jobTitle: any(20),
          categories: fc.array(text(10), { minLength: 1, maxLength: 3 }),
          addresses: fc.array(fc.record({ label, street: any(30), locality: any(20) }), { minLength: 1, maxLength: 2 }),
          urls: fc.constant([{ value: "https://example.com/a,b;c" }]),
          instantMessaging: fc.constant([{ service: "Signal", value: "grace.01" }]),
          relations: fc.array(fc.record({ label, value: any(20) }), { minLength: 1, maxLength: 2 }),
          dates: fc.constant([{ label: "Anniversary", value: "2015-06-20" }]),
          other: fc.constant({ "X-SHOE-SIZE": "42", FN: "no", "not a property": "x" }),
          somethingElse: fc.constant([1, { deep: true }]),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["name"] },
  );
  const exportedAs = async (person: Person, query: Record<string, string>) => {
    const answer = await life.call(download, { as: person, query });
    expect(answer.status).toBe(200);
    return String(answer.body);
  };
  const forms = [
    ["contacts_vcard", { format: "vcard" }],
    ["contacts_vcard", { format: "vcard", version: "3.0" }],
    ["contacts_csv", { format: "csv" }],
  ] as const;

  it("comes in again as it is, and makes the same contacts elsewhere", async () => {
    const given = fc.sample(contact, { numRuns: 60, seed: 4 });
    const anna = await life.user("anna");
    for (const body of given) {
      const made = await life.call(create, { as: anna, body });
      expect(made.status, JSON.stringify([body, made.body])).toBe(201);
    }
    const before = await contactsOf(anna);
    for (const [kind, query] of forms) {
      const file = await exportedAs(anna, query);
      const again = await imported(anna, file, { kind });
      expect([query, again.counts]).toEqual([query, [0, 0, given.length, 0]]);
      const ben = await life.user("ben");
      expect((await imported(ben, file, { kind })).counts).toEqual([given.length, 0, 0, 0]);
      const spaces = (one: string) => one.replace(/\s+/g, " ").trim();
      const kept = ({ name, emails, phones, birthday, matrixId, mastodonHandle, details }: (typeof before)[number]) => [
        spaces(name),
        (emails ?? []).map((one: { value: string }) => one.value),
        new Set((phones ?? []).map((one: { value: string }) => spaces(one.value).replace(/^tel:/, ""))),
        [birthday, matrixId, mastodonHandle, details.organization && spaces(details.organization)],
      ];
      const order = (rows: typeof before) =>
        rows
          .map(kept)
          .map((one: unknown[]) => JSON.stringify(one))
          .sort();
      expect(order(await contactsOf(ben))).toEqual(order(before));
    }
    expect(await contactsOf(anna)).toEqual(before);
  });

  it("has lines that other programs read, and cells in which nothing is calculated", async () => {
    const cora = await life.user("cora");
    const notes = `=cmd|' /C calc'!A0\n${"é".repeat(200)}`;
    await life.call(create, { as: cora, body: { name: "=HYPERLINK(1)", notes, birthday: "--02-29" } });
    await life.call(create, { as: cora, body: { name: "Zweite", phones: [{ value: "+49 30", label: "mobile" }] } });
    const vcards = await exportedAs(cora, {});
    for (const line of vcards.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(vcards.replaceAll("\r\n ", "")).toContain(`NOTE:=cmd|' /C calc'!A0\\n${"é".repeat(200)}\r\n`);
    expect(vcards).toContain("BDAY:--0229\r\n");
    expect(vcards).toContain("TEL;TYPE=CELL:+49 30\r\n");
    expect(await exportedAs(cora, { version: "3.0" })).toContain("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n");
    const table = await exportedAs(cora, { format: "csv" });
    expect(table).toContain(`,"'=HYPERLINK(1)",`);
    expect(table).toContain(`"'=cmd|' /C calc'!A0`);
    const [first] = await contactsOf(cora);
    expect(await exportedAs(cora, { after: first.id })).toContain("FN:Zweite");
    expect(await exportedAs(cora, { after: first.id })).not.toContain("HYPERLINK");
    const looked = await life.database.query(
      "select count(*)::int as n from audit_logs where user_id = $1 and action = 'encrypted.read' and entity_type = 'contacts'",
      [cora.userId],
    );
    expect((looked as [{ n: number }])[0].n).toBeGreaterThan(4);
  });

  it("is refused nowhere for what was made to be awkward", async () => {
    const dan = await life.user("dan");
    const marks = `Z${"\u0301".repeat(10_000)}`;
    const names = `${card("FN:\u202Eevil\u202C مرحبا", "TEL:1")}${card(`FN:${marks}`, "TEL:2")}`;
    expect((await imported(dan, names)).counts).toEqual([2, 0, 0, 0]);
    expect((await contactsOf(dan)).map(({ name }: { name: string }) => name.length).sort()).toEqual([12, 200].sort());
    const refused = await life.call(create, { as: dan, body: { name: marks } });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "#/name"]);
  });
});

const corpus = path.resolve(
  import.meta.dirname,
  "../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "vcards-ez-vcard",
);
const files = (() => {
  try {
    return readdirSync(corpus).filter((name) => name.endsWith(".vcf"));
  } catch {
    return [];
  }
})();

it.skipIf(files.length === 0)(
  "every file of real programs comes in whole, and twice makes none new (skipped without LIFEOS_DATA)",
  async () => {
    const anna = await life.user("anna");
    let known = 0;
    for (const name of files) {
      const text = readFileSync(path.join(corpus, name), "utf8");
      const cards = text.match(/BEGIN:VCARD/gi)!.length;
      const { counts } = await imported(anna, text, { name });
      expect([name, counts[3]]).toEqual([name, 0]);
      known += counts[0]!;
      expect((await contactsOf(anna)).length).toBe(known);
      expect([name, (await imported(anna, text, { name })).counts]).toEqual([name, [0, 0, cards, 0]]);
    }
    // Two of the 22 are one person with the same mail address or number, and so are two others.
    expect(known).toBe(20);
  },
);
