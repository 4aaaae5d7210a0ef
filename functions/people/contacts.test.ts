import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create as grant } from "#functions/identity/grants";
import { changes, create, get, list, remove, restore, update } from "#functions/people/contacts";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { as } from "#testing/people";

let life: Harness;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  [anna, ben] = [await life.user("anna"), await life.user("ben")];
});
afterAll(() => life.close());

const grace = {
  name: "Grace Hopper",
  contactType: "friend",
  emails: [{ value: "Grace@Example.com", label: "home" }, { value: "hopper@navy.example" }],
  phones: [{ value: "+49 30 901820", label: "mobile" }, { value: "(555) 010-9999 ext. 12" }],
  notes: "Likes clocks",
  birthday: "--12-09",
};
const names = (answer: { body: { data: { name: string }[] } }) => answer.body.data.map(({ name }) => name);

describe("contacts", () => {
  it("keep addresses, numbers and notes encrypted, and have them in a list only on request", async () => {
    const { status, body } = await life.call(create, { as: anna, body: grace });
    expect([status, body.emails, body.phones, body.birthday]).toEqual([201, grace.emails, grace.phones, "--12-09"]);
    const params = { contactId: body.id };
    expect((await life.call(get, { as: anna, params })).body).toMatchObject(grace);
    const listed = async (query: Record<string, string>) => (await life.call(list, { as: anna, query })).body.data[0];
    for (const hidden of ["emails", "phones", "notes", "emailKeys", "phoneKeys"])
      expect(await listed({})).not.toHaveProperty(hidden);
    expect(await listed({ include: "emails,phones" })).toMatchObject({ emails: grace.emails, phones: grace.phones });
    expect((await life.call(changes, { as: anna })).body.data[0]).not.toHaveProperty("phones");

    const [stored] = await life.database.query<{ row: string }>(
      "select row_to_json(c)::text || encode(emails, 'escape') || encode(phones, 'escape') as row from contacts c where id = $1",
      [body.id],
    );
    const told = await life.database.query("select changed, payload, previous from events where entity_id = $1", [
      body.id,
    ]);
    for (const secret of ["navy.example", "901820", "clocks"]) {
      expect(stored!.row).not.toContain(secret);
      expect(JSON.stringify([told, life.published])).not.toContain(secret);
    }
    expect(told[0]!.changed).not.toContain("phoneKeys");
  });

  it("are found by any whole address or number, however it is written, and by nothing else", async () => {
    const cora = await life.user("cora");
    await life.call(create, { as: cora, body: grace });
    await life.call(create, { as: cora, body: { name: "Nobody", emails: [{ value: "nobody@example.com" }] } });
    const found = async (query: Record<string, string>) => names(await life.call(list, { as: cora, query }));
    for (const email of ["grace@example.com", "GRACE@EXAMPLE.COM", " hopper@navy.example "])
      expect(await found({ email })).toEqual(["Grace Hopper"]);
    for (const phone of [
      "030 901820",
      "+4930901820",
      "0049 (30) 90-18-20",
      "5550109999",
      "+15550109999;ext=3",
      "٠٣٠٩٠١٨٢٠",
    ])
      expect(await found({ phone }), phone).toEqual(["Grace Hopper"]);
    for (const email of ["grace@example", "race@example.com", "%", "hopper"])
      expect(await found({ email })).toEqual([]);
    for (const phone of ["901821", "1820", "ext. 12"]) expect(await found({ phone })).toEqual([]);
    expect(await found({ email: "grace@example.com", phone: "1" })).toEqual([]);
    expect(names(await life.call(list, { as: ben, query: { email: "grace@example.com" } }))).toEqual([]);
  });

  it("are found by nobody else, even with the very hashes that are stored", async () => {
    const { body } = await life.call(create, { as: anna, body: grace });
    const [stored] = await life.database.query<{ keys: string[] }>(
      "select email_keys || phone_keys as keys from contacts where id = $1",
      [body.id],
    );
    const reached = "select id from my_contacts_reached_by($1) id";
    const keys = `{${stored!.keys.join()}}`;
    expect(await as(life.database, anna.userId).query(reached, [keys])).toContainEqual({ id: body.id });
    expect(await as(life.database, ben.userId).query(reached, [keys])).toEqual([]);
  });

  it("are no longer found by what was taken away, and again once they are restored", async () => {
    const dora = await life.user("dora");
    const { body } = await life.call(create, { as: dora, body: grace });
    const params = { contactId: body.id };
    const found = async (query: Record<string, string>) => names(await life.call(list, { as: dora, query })).length;
    await life.call(update, { as: dora, params, body: { phones: [{ value: "040 1234567" }] } });
    expect([await found({ phone: "030901820" }), await found({ phone: "0401234567" })]).toEqual([0, 1]);
    expect(await found({ email: "grace@example.com" })).toBe(1);
    await life.call(update, { as: dora, params, body: { emails: null } });
    expect(await found({ email: "grace@example.com" })).toBe(0);
    await life.call(remove, { as: dora, params });
    expect(await found({ phone: "0401234567" })).toBe(0);
    expect((await life.call(restore, { as: dora, params })).body.phones).toEqual([{ value: "040 1234567" }]);
    expect(await found({ phone: "0401234567" })).toBe(1);
  });

  it("are found by their owner when somebody who was granted one changes it", async () => {
    const { body } = await life.call(create, { as: anna, body: { name: "Shared" } });
    await life.call(grant, {
      as: anna,
      body: { entityType: "contact", entityId: body.id, granteeId: ben.userId, role: "collaborator" },
    });
    const params = { contactId: body.id };
    const changed = await life.call(update, { as: ben, params, body: { emails: [{ value: "shared@example.com" }] } });
    expect(changed.status).toBe(200);
    expect(names(await life.call(list, { as: anna, query: { email: "shared@example.com" } }))).toEqual(["Shared"]);
  });

  it("are found by what was stored under a key that was rotated", async () => {
    const emma = await life.user("emma");
    await life.call(create, { as: emma, body: grace });
    const { config } = life;
    const before = config.ENCRYPTION_KEYS!;
    config.ENCRYPTION_KEYS = `9:${Buffer.alloc(32, 9).toString("base64")},${before}`;
    try {
      expect(names(await life.call(list, { as: emma, query: { email: "grace@example.com" } }))).toEqual([
        "Grace Hopper",
      ]);
    } finally {
      config.ENCRYPTION_KEYS = before;
    }
  });

  it.each([
    [{ emails: [{ value: "grace@example.com" }, { value: "no address" }] }, "#/emails/1/value"],
    [{ phones: [{ value: " " }] }, "#/phones/0/value"],
    [{ birthday: "--02-30" }, "#/birthday"],
    [{ birthday: "1980-13-01" }, "#/birthday"],
    [{ phones: Array.from({ length: 51 }, () => ({ value: "1" })) }, "#/phones"],
    [{ emailKeys: ["x"] }, "#/emailKeys"],
  ])("refuse %j", async (body, pointer) => {
    const refused = await life.call(create, { as: anna, body: { name: "x", ...body } });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it("have a birthday of 29 February without a year", async () => {
    const { body } = await life.call(create, { as: anna, body: { name: "Leap", birthday: "--02-29" } });
    expect(body.birthday).toBe("--02-29");
  });
});
