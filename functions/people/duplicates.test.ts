import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportCompleted } from "#core/ingest/events";
import { DuplicateEvents } from "#core/people/events";
import { DayEnded } from "#core/rhythm/events";
import { create, merge, remove, restore, update } from "#functions/people/contacts";
import { findDuplicates } from "#functions/people/duplicate-consumers";
import { dismiss, get, list, reopen, search } from "#functions/people/duplicates";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { rows } from "#testing/rows";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const contact = async (as: Person, body: object): Promise<string> =>
  (await life.call(create, { as, body: { name: "Somebody", ...body } })).body.id;
const pairs = async (as: Person, query: Record<string, string> = {}) =>
  (await life.call(list, { as, query })).body.data as Record<string, unknown>[];
async function look(as: Person): Promise<void> {
  expect((await life.call(search, { as })).status).toBe(204);
  expect(await life.deliver(findDuplicates, [life.events(DuplicateEvents.wanted).at(-1)!])).toEqual([]);
}

describe("contacts that may be one", () => {
  it("are listed with their names, score and reasons, the likeliest first, for their owner alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const mails = { emails: [{ value: "Grace@Example.com" }] };
    const [one, other] = [
      await contact(anna, { name: "Grace Hopper", ...mails, birthday: "1906-12-09" }),
      await contact(anna, { name: "Hopper Grace", emails: [{ value: "grace@example.com" }], birthday: "--12-09" }),
    ];
    await contact(anna, { name: "Alan Turing" });
    await contact(anna, { name: "Allan Turing" });
    await contact(ben, { name: "Grace Hopper", ...mails });
    expect(await pairs(anna)).toEqual([]);
    await look(anna);
    expect(life.events(DuplicateEvents.found).at(-1)!.data.payload).toEqual({ count: 2 });
    const found = await pairs(anna);
    expect(found).toMatchObject([
      {
        ...{ contactId: one, otherId: other, contactName: "Grace Hopper", otherName: "Hopper Grace", status: "open" },
        reasons: ["swapped_name", "same_birthday", "same_mail"],
      },
      { contactName: "Alan Turing", reasons: ["alike_name"] },
    ]);
    expect(found[0]!.score).toBeGreaterThan(0.99);
    const params = { duplicateId: String(found[0]!.id) };
    expect((await life.call(get, { as: anna, params })).body).toEqual(found[0]);
    expect([await pairs(ben), (await life.call(get, { as: ben, params })).status]).toEqual([[], 404]);
    const stored = await life.database.query("select * from contact_duplicates");
    expect(JSON.stringify(stored)).not.toMatch(/example\.com|901820/i);
  });

  it("stay two when their person says so, until that is taken back", async () => {
    const cora = await life.user("cora");
    const one = await contact(cora, { name: "Ida Lovelace", phones: [{ value: "030 901820" }] });
    await contact(cora, { name: "Ida Lovelace", phones: [{ value: "030 901820" }] });
    await look(cora);
    const [pair] = await pairs(cora);
    const params = { duplicateId: String(pair!.id) };
    const { status, body } = await life.call(dismiss, { as: cora, params });
    expect([status, body.status, body.dismissedAt, body.contactName]).toEqual([
      ...[200, "dismissed", life.now().toISOString(), "Ida Lovelace"],
    ]);
    expect((await life.call(dismiss, { as: cora, params })).status).toBe(409);
    await life.call(update, { as: cora, params: { contactId: one }, body: { birthday: "1815-12-10" } });
    await look(cora);
    expect(await pairs(cora, { status: "open" })).toEqual([]);
    expect((await life.call(reopen, { as: cora, params })).body).toMatchObject({ status: "open", dismissedAt: null });
    expect(await pairs(cora, { status: "open" })).toHaveLength(1);
  });

  it("are no pair while one of them is deleted or merged, nor when they are alike no more", async () => {
    const dora = await life.user("dora");
    const [a, b] = [await contact(dora, { name: "Emmy Noether" }), await contact(dora, { name: "Noether, Emmy" })];
    await look(dora);
    expect(await pairs(dora)).toHaveLength(1);
    await life.call(remove, { as: dora, params: { contactId: b } });
    await look(dora);
    expect(await pairs(dora)).toEqual([]);
    await life.call(restore, { as: dora, params: { contactId: b } });
    expect(await pairs(dora)).toHaveLength(1);
    await life.call(update, { as: dora, params: { contactId: b }, body: { name: "Lise Meitner" } });
    await look(dora);
    expect(await pairs(dora)).toEqual([]);
    await life.call(update, { as: dora, params: { contactId: b }, body: { name: "Emmy Noether" } });
    await look(dora);
    await life.call(merge, { as: dora, params: { contactId: a }, body: { otherId: b } });
    expect(await pairs(dora)).toEqual([]);
  });

  it("are found when an import has brought one, and can be filtered by it", async () => {
    const emil = await life.user("emil");
    const maker = await rows(life);
    const importId = await maker.make("import_jobs", emil, { kind: "contacts_vcard" });
    const ids = [];
    for (const name of ["Sofia Kowalewskaja", "Sofia Kowalewskaja", "Ada Lovelace", "Ada Lovelace"])
      ids.push(await contact(emil, { name }));
    const row = { importJobId: importId, entityType: "contact", entityId: ids[1], action: "created", isDryRun: false };
    await maker.make("import_rows", emil, row);
    const told = (payload: object, type: string) => ({
      ...life.published.find(({ subject }) => subject === emil.userId)!,
      ...{ id: crypto.randomUUID(), type, subject: emil.userId },
      data: { ...life.published[0]!.data, entityId: importId, payload },
    });
    const completed = (kind: string, isDryRun = false) =>
      life.deliver(findDuplicates, [told({ kind, isDryRun }, ImportCompleted.type)] as never);
    await completed("bank_ofx");
    await completed("contacts_vcard", true);
    expect(await pairs(emil)).toEqual([]);
    await completed("contacts_vcard");
    expect(await pairs(emil)).toHaveLength(2);
    expect(await pairs(emil, { importId })).toMatchObject([{ contactName: "Sofia Kowalewskaja" }]);
    await life.database.query("delete from contact_duplicates where user_id = $1", [emil.userId]);
    await life.database.query("update contacts set updated_at = updated_at where user_id = $1", [emil.userId]);
    // At the end of a day only of whom something changed on it, by the clock of the database.
    life.setNow(new Date(Date.now() + 3 * 86_400_000));
    await life.deliver(findDuplicates, [told({ day: "2026-03-01" }, DayEnded.type)] as never);
    expect(await pairs(emil)).toEqual([]);
    life.setNow(new Date());
    await life.deliver(findDuplicates, [told({ day: "2026-03-02" }, DayEnded.type)] as never);
    expect(await pairs(emil)).toHaveLength(2);
  });
});
