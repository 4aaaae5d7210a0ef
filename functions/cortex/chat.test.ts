/** Conversations: their branches, what is answered without a model, and what is done only when it is approved of. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_MESSAGES } from "#core/cortex/chat/paths";
import { toolApprovals } from "#core/cortex/conversations.sql";
import { brainLogs } from "#core/health/brain-logs.sql";
import { shoppingItems } from "#core/household/pantry.sql";
import { tasks as taskTable } from "#core/work/tasks.sql";
import { create as createEvent } from "#functions/calendar/events";
import * as Approvals from "#functions/cortex/approvals";
import * as Conversations from "#functions/cortex/conversations";
import * as Messages from "#functions/cortex/messages";
import { create as createAccount } from "#functions/finance/accounts";
import { create as createCategory } from "#functions/finance/budget-categories";
import { create as createTransaction } from "#functions/finance/transactions";
import { batch as createSamples } from "#functions/health/metrics";
import { create as createPantryItem } from "#functions/household/pantry-items";
import * as Personas from "#functions/identity/personas";
import { create as createContact } from "#functions/people/contacts";
import { checkIn, create as createHabit } from "#functions/rhythm/habits";
import { create as createTask } from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function ask(endpoint: Endpoint, as: Person, given: Parameters<Harness["call"]>[1] = {}) {
  const { status, body } = await life.call(endpoint, { as, ...given });
  if (status >= 300) throw new Error(`${endpoint.route}: ${status} ${JSON.stringify(body)}`);
  return body;
}

async function conversation(as: Person, body: object = {}) {
  const { id } = await ask(Conversations.create, as, { body });
  const params = { conversationId: id as string };
  return {
    id: id as string,
    params,
    say: (content: string, more: object = {}) => ask(Messages.send, as, { params, body: { content, ...more } }),
    path: async (query: Record<string, string> = {}) => (await ask(Messages.list, as, { params, query })).data,
  };
}

/** What is answered to a line in a conversation of its own. */
async function answerTo(as: Person, line: string, body: object = {}) {
  const { say } = await conversation(as, body);
  return say(line);
}
const linesOf = ({ answer }: { answer: { content: string } }) => answer.content.split("\n");
const codesOf = ({ answer }: { answer: { lines: { code: string }[] } }) => answer.lines.map(({ code }) => code);

describe("a conversation", () => {
  it("is called by what is said first, and keeps its title", async () => {
    const anna = await life.user("anna");
    const { id, say } = await conversation(anna);
    const first = await say("  What is on   tomorrow??");
    expect(first.conversation).toMatchObject({ title: "What is on tomorrow", activeLeafId: first.answer.id });
    expect((await say("help")).conversation.title).toBe("What is on tomorrow");
    await ask(Conversations.update, anna, { params: { conversationId: id }, body: { title: "Mine" } });
    expect((await say("help")).conversation.title).toBe("Mine");
  });

  it("has branches: what is said or answered anew stands beside what was", async () => {
    const anna = await life.user("anna");
    const { id, params, say, path } = await conversation(anna);
    const first = await say("help", { isVoice: true });
    const second = await say("What is overdue?");
    const edited = await say("What is due today?", { parentId: first.answer.id });
    expect((await path()).map(({ id: one }: { id: string }) => one)).toEqual([
      edited.answer.id,
      edited.message.id,
      first.answer.id,
      first.message.id,
    ]);
    expect((await path())[1]).toMatchObject({ siblings: 2, place: 2, earlierId: second.message.id, laterId: null });
    expect(first.message.isVoice).toBe(true);

    const again = await ask(Messages.regenerate, anna, {
      params: { ...params, messageId: edited.message.id },
    });
    expect((await path())[0]).toMatchObject({
      id: again.answer.id,
      parentId: edited.message.id,
      siblings: 2,
      earlierId: edited.answer.id,
    });

    const turned = await ask(Conversations.putActiveLeaf, anna, { params, body: { messageId: second.message.id } });
    expect(turned.activeLeafId).toBe(second.answer.id);
    expect((await path())[1]).toMatchObject({ id: second.message.id, place: 1, laterId: edited.message.id });

    // Anew from the very beginning.
    const root = await say("hello", { parentId: null });
    expect(await path()).toHaveLength(2);
    expect((await path())[1]).toMatchObject({ id: root.message.id, siblings: 2, place: 2 });
    expect(
      await life.call(Conversations.putActiveLeaf, { as: anna, params, body: { messageId: randomUUID() } }),
    ).toMatchObject({
      status: 400,
    });
    expect(id).toBe(params.conversationId);
  });

  it("takes nothing of another conversation for its own", async () => {
    const anna = await life.user("anna");
    const [one, other] = [await conversation(anna), await conversation(anna)];
    const said = await other.say("help");
    for (const body of [
      { content: "x", parentId: said.answer.id },
      { content: "x", parentId: randomUUID() },
    ])
      expect(await life.call(Messages.send, { as: anna, params: one.params, body })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/parentId" }] },
      });
    expect(
      await life.call(Messages.regenerate, { as: anna, params: { ...one.params, messageId: said.message.id } }),
    ).toMatchObject({ status: 404 });
    expect(
      await life.call(Messages.regenerate, { as: anna, params: { ...other.params, messageId: said.answer.id } }),
    ).toMatchObject({ status: 409, body: { coded: { code: "only_what_was_said" } } });
    // A path ends where its conversation does, even if a row says otherwise.
    await life.database.query("update messages set parent_id = $1 where id = $2", [
      said.answer.id,
      (await one.say("help")).message.id,
    ]);
    expect(await one.path()).toHaveLength(2);
    expect(await one.path({ leafId: said.answer.id })).toEqual([]);
  });

  it("goes on apart from where it is forked", async () => {
    const anna = await life.user("anna");
    const { params, say, path } = await conversation(anna);
    const first = await say("help");
    await say("What is overdue?");
    const edited = await say("buy milk", { parentId: first.answer.id });
    const fork = await life.call(Conversations.fork, { as: anna, params, body: { messageId: edited.answer.id } });
    expect(fork).toMatchObject({ status: 201, headers: { location: `/v1/cortex/conversations/${fork.body.id}` } });
    const copied = (await ask(Messages.list, anna, { params: { conversationId: fork.body.id } })).data;
    const contents = (all: { content: string }[]) => all.map(({ content }) => content);
    expect(contents(copied)).toEqual(contents(await path()));
    expect(copied[0].id).toBe(fork.body.activeLeafId);
    expect(copied.every(({ siblings }: { siblings: number }) => siblings === 1)).toBe(true);
    await ask(Messages.send, anna, { params: { conversationId: fork.body.id }, body: { content: "hello" } });
    expect(await path()).toHaveLength(4);
  });

  it("is found by what is said on the path that is read, and put away", async () => {
    const anna = await life.user("anna");
    const { id, params, say } = await conversation(anna);
    const first = await say("help");
    await say("find zeppelin", { parentId: first.answer.id });
    await say("find 100% submarine", { parentId: first.answer.id });
    const found = async (query: Record<string, string>) =>
      (await ask(Conversations.list, anna, { query })).data.map((one: { id: string }) => one.id);
    expect(await found({ q: "SUBMARINE" })).toEqual([id]);
    expect(await found({ q: "0% sub" })).toEqual([id]);
    expect(await found({ q: "zeppelin" })).toEqual([]);
    await ask(Conversations.update, anna, { params, body: { isArchived: true } });
    expect(await found({})).toEqual([]);
    expect(await found({ archived: "true" })).toEqual([id]);
    await ask(Conversations.update, anna, { params, body: { isArchived: false } });
    expect(await found({})).toEqual([id]);
  });

  it("has ten thousand messages at most, and reads a path of them in one flight", async () => {
    const anna = await life.user("anna");
    const { id, params, path } = await conversation(anna);
    await life.database.query(
      `with numbered as (select i, gen_random_uuid() as id from generate_series(1, ${MAX_MESSAGES}) i)
       insert into messages (id, user_id, conversation_id, role, content, parent_id)
       select id, $1, $2, case when i % 2 = 1 then 'user' else 'assistant' end, 'message ' || i, lag(id) over (order by i) from numbered order by i`,
      [anna.userId, id],
    );
    const [{ first }] = (await life.database.query<{ first: string }>(
      "select id as first from messages where conversation_id = $1 and parent_id is null",
      [id],
    )) as [{ first: string }];
    const turned = await ask(Conversations.putActiveLeaf, anna, { params, body: { messageId: first } });
    expect(turned.activeLeafId).not.toBe(first);
    const page = await path({ limit: "100" });
    expect(page[0]).toMatchObject({ id: turned.activeLeafId, content: `message ${MAX_MESSAGES}` });
    expect(page).toHaveLength(100);
    const { data, nextCursor } = await ask(Messages.list, anna, { params, query: { limit: "1" } });
    expect(nextCursor).toBe(data[0].parentId);
    expect((await path({ limit: "1", cursor: nextCursor }))[0].content).toBe(`message ${MAX_MESSAGES - 1}`);
    expect((await ask(Conversations.list, anna, { query: { q: "message 1" } })).data).toHaveLength(1);
    expect(await life.call(Messages.send, { as: anna, params, body: { content: "x" } })).toMatchObject({
      status: 409,
      body: { coded: { code: "conversation_full" } },
    });
    const [{ early }] = (await life.database.query<{ early: string }>(
      "select id as early from messages where conversation_id = $1 and content = 'message 500'",
      [id],
    )) as [{ early: string }];
    const fork = await ask(Conversations.fork, anna, { params, body: { messageId: early } });
    expect(await life.database.query("select 1 from messages where conversation_id = $1", [fork.id])).toHaveLength(500);
  });
});

describe("without a model", () => {
  it("says what is on a day, and what it rests on", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    const event = await ask(createEvent, anna, {
      body: { title: "Dentist", startAt: "2026-03-03T08:00:00Z", endAt: "2026-03-03T08:30:00Z" },
    });
    const task = await ask(createTask, anna, { body: { title: "Pay rent", dueDate: "2026-03-03" } });
    const said = await answerTo(anna, "What is on tomorrow?");
    expect(linesOf(said)).toEqual(["Tuesday, 3 March 2026:", "09:00 to 09:30: Dentist", "Due: Pay rent"]);
    expect(said.answer).toMatchObject({
      madeBy: "rules",
      role: "assistant",
      citations: [
        { type: "event", id: event.id, pillar: "calendar" },
        { type: "task", id: task.id, pillar: "work" },
      ],
    });
    expect(linesOf(await answerTo(anna, "Was steht übermorgen an?"))).toEqual([
      "There is nothing on Wednesday, 4 March 2026.",
    ]);
    expect(linesOf(await answerTo(anna, "tasks due this week"))).toEqual([
      "Due by Sunday, 8 March 2026: 1",
      "Pay rent, Tuesday, 3 March 2026",
    ]);
    expect(codesOf(await answerTo(anna, "Was ist überfällig?"))).toEqual(["chat_no_tasks_overdue"]);
  });

  it("says what there is and what was spent, by category", async () => {
    const anna = await life.user("anna");
    expect(codesOf(await answerTo(anna, "Kontostand"))).toEqual(["chat_no_accounts"]);
    const account = await ask(createAccount, anna, {
      body: { name: "Everyday", type: "checking", openingBalanceCents: 100_000, currency: "EUR" },
    });
    const food = await ask(createCategory, anna, { body: { name: "Groceries", kind: "expense" } });
    const spent = (amountCents: number, date: string, budgetCategoryId?: string) =>
      ask(createTransaction, anna, {
        body: { accountId: account.id, amountCents, currency: "EUR", date, description: "Shop", budgetCategoryId },
      });
    await spent(-2_550, "2026-02-10", food.id);
    await spent(-1_000, "2026-02-11");
    expect(linesOf(await answerTo(anna, "What is my balance?"))).toEqual(["Everyday: EUR 964.50"]);
    expect(linesOf(await answerTo(anna, "What did I spend last month?"))).toEqual([
      "From 1 February 2026 to 28 February 2026 you spent EUR 35.50.",
      "Groceries: EUR 25.50",
      "Without a category: EUR 10.00",
    ]);
    expect(linesOf(await answerTo(anna, "How much did I spend on groceries in February?"))[0]).toContain("EUR 25.50");
    expect(codesOf(await answerTo(anna, "Ausgaben heute"))).toEqual(["chat_spent_nothing"]);
  });

  it("says how a night was, what is kept up, who has a birthday and what expires", async () => {
    const anna = await life.user("anna");
    const sleep = (day: string, hours: number) => ({
      metricType: "sleep",
      stage: "asleep",
      source: "watch",
      measuredAt: `${day}T00:00:00Z`,
      endedAt: new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000).toISOString(),
    });
    await ask(createSamples, anna, { body: { samples: [sleep("2026-03-02", 7.5), sleep("2026-03-01", 6)] } });
    expect(linesOf(await answerTo(anna, "How did I sleep?"))).toEqual([
      "You slept 7 h 30 min before Monday, 2 March 2026, from 00:00 to 07:30.",
      "In the 1 recorded nights of the week before it was 6 h 0 min on average.",
    ]);
    const read = await ask(createHabit, anna, { body: { name: "Read", frequency: "daily", frequencyConfig: {} } });
    await ask(createHabit, anna, { body: { name: "Run", frequency: "daily", frequencyConfig: {} } });
    await ask(checkIn, anna, { params: { habitId: read.id }, body: { status: "done" } });
    expect(linesOf(await answerTo(anna, "Wie laufen meine Gewohnheiten?"))).toEqual([
      "Habits of today: 1 of 2 done.",
      "Done: Read",
      "Still open: Run",
    ]);
    expect(linesOf(await answerTo(anna, "streaks"))).toEqual(["Read: 1 in a row"]);
    await ask(createContact, anna, { body: { name: "Ben Müller", birthday: "1990-03-20" } });
    expect(linesOf(await answerTo(anna, "Wann hat Ben Geburtstag?"))).toEqual([
      "Ben Müller: Friday, 20 March 2026, 36 years",
    ]);
    expect(codesOf(await answerTo(anna, "When is Zoe's birthday?"))).toEqual(["chat_no_birthday_of"]);
    await ask(createPantryItem, anna, { body: { name: "Milk", unit: "l", qtyInStock: 1, expiryDate: "2026-03-04" } });
    expect(linesOf(await answerTo(anna, "Was läuft bald ab?"))).toEqual(["Milk keeps until Wednesday, 4 March 2026."]);
  });

  it("says what it cannot, with examples", async () => {
    const anna = await life.user("anna");
    const said = await answerTo(anna, "Why is the sky blue?");
    expect(codesOf(said)[0]).toBe("chat_unknown");
    expect(said.answer.content).toContain("“How did I sleep?”");
    expect(codesOf(await answerTo(anna, "Delete all my tasks"))[0]).toBe("chat_no_such_change");
    expect(await life.count(toolApprovals, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("reads what the persona and the API key may, and nothing else", async () => {
    const anna = await life.user("anna");
    const persona = await ask(Personas.create, anna, { body: { name: "Work", pillars: ["work"] } });
    await ask(createAccount, anna, {
      body: { name: "Secret", type: "checking", openingBalanceCents: 1, currency: "EUR" },
    });
    await ask(createEvent, anna, {
      body: { title: "Secret", startAt: "2026-03-02T15:00:00Z", endAt: "2026-03-02T16:00:00Z" },
    });
    await ask(createTask, anna, { body: { title: "Open", dueDate: "2026-03-02" } });
    const narrowed = { personaId: persona.id };
    expect(codesOf(await answerTo(anna, "balances", narrowed))).toEqual(["chat_not_readable"]);
    expect(codesOf(await answerTo(anna, "my mood is 4", narrowed))).toEqual(["chat_not_changeable"]);
    expect(linesOf(await answerTo(anna, "my agenda", narrowed))).toEqual(["Monday, 2 March 2026:", "Due: Open"]);
    for (const line of [
      "find secret",
      "How did I sleep?",
      "habits",
      "streaks",
      "next birthday",
      "what expires",
      "tasks",
    ])
      expect((await answerTo(anna, line, { personaId: persona.id })).answer.content).not.toContain("Secret");
    const key = { ...anna, scopes: ["cortex:read", "cortex:write", "calendar:read"] };
    const { params } = await conversation(anna);
    const byKey = async (content: string) => ask(Messages.send, key, { params, body: { content } });
    expect(codesOf(await byKey("balances"))).toEqual(["chat_not_readable"]);
    expect(linesOf(await byKey("my agenda"))).toEqual(["Monday, 2 March 2026:", "15:00 to 16:00: Secret"]);
    expect(codesOf(await byKey("buy milk"))).toEqual(["chat_not_changeable"]);
    expect(await life.call(Personas.create, { as: anna, body: { name: "x", pillars: ["admin"] } })).toMatchObject({
      status: 400,
    });
    // The default one is that of a conversation that names none.
    const usual = await ask(Personas.create, anna, { body: { name: "Nothing", pillars: [], isDefault: true } });
    expect((await ask(Conversations.create, anna, { body: {} })).personaId).toBe(usual.id);
    expect((await ask(Conversations.create, anna, { body: { personaId: null } })).personaId).toBeNull();
    expect(codesOf(await answerTo(anna, "my agenda"))).toEqual(["chat_not_readable"]);
    expect(await life.call(Personas.create, { as: anna, body: { name: "Two", isDefault: true } })).toMatchObject({
      status: 409,
      body: { coded: { code: "default_persona" } },
    });
  });
});

describe("what an answer proposes", () => {
  const decide = (as: Person, approvalId: string, argumentsHash: string) =>
    life.call(Approvals.approve, { as, params: { approvalId }, body: { argumentsHash } });

  it("is done once, when it is approved of, and with just what was shown", async () => {
    const anna = await life.user("anna");
    const { say } = await conversation(anna);
    const { approvals, answer } = await say("add task: pay rent tomorrow 9am !high");
    const [approval] = approvals;
    expect(approval).toMatchObject({
      messageId: answer.id,
      operation: "work.tasks.create",
      status: "open",
      arguments: { title: "pay rent", dueDate: "2026-03-03", dueAt: "2026-03-03T09:00:00.000Z", priority: "high" },
    });
    expect(await life.count(taskTable, `user_id = '${anna.userId}'`)).toBe(0);
    const other = "0".repeat(64);
    expect(await decide(anna, approval.id, other)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/argumentsHash", coded: { code: "not_what_was_asked" } }] },
    });
    const outcomes = await Promise.all([1, 2, 3].map(() => decide(anna, approval.id, approval.argumentsHash)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await life.count(taskTable, `user_id = '${anna.userId}'`)).toBe(1);
    const done = (await ask(Approvals.get, anna, { params: { approvalId: approval.id } })) as Record<string, unknown>;
    expect(done).toMatchObject({ status: "approved", resultType: "task" });
    const [task] = await life.database.query("select title, priority::text from tasks where id = $1", [done.resultId]);
    expect(task).toMatchObject({ title: "pay rent" });
  });

  it("may be something to buy or a mood, in either language", async () => {
    const anna = await life.user("anna");
    const { id, say } = await conversation(anna);
    const approved = async (line: string) => {
      const { approvals } = await say(line);
      expect(await decide(anna, approvals[0].id, approvals[0].argumentsHash)).toMatchObject({ status: 200 });
      return approvals[0];
    };
    await approved("Setze 2 l Milch auf die Einkaufsliste");
    expect(
      await life.count(shoppingItems, `household_id = '${anna.householdId}' and name = 'Milch' and quantity = 2`),
    ).toBe(1);
    await approved("Meine Stimmung ist 4, gut geschlafen");
    expect(await life.count(brainLogs, `user_id = '${anna.userId}' and value = 4 and note = 'gut geschlafen'`)).toBe(1);
    expect((await ask(Approvals.list, anna, { query: { conversationId: id, status: "approved" } })).data).toHaveLength(
      2,
    );
  });

  it("is not done any more when it was declined, is old or was tampered with", async () => {
    const anna = await life.user("anna");
    const { say } = await conversation(anna);
    const proposed = async () => (await say("buy milk")).approvals[0];
    const declined = await proposed();
    await ask(Approvals.decline, anna, { params: { approvalId: declined.id } });
    expect(await decide(anna, declined.id, declined.argumentsHash)).toMatchObject({ status: 409 });
    expect(await life.call(Approvals.decline, { as: anna, params: { approvalId: declined.id } })).toMatchObject({
      status: 409,
      body: { coded: { code: "approval_decided" } },
    });
    const changed = await proposed();
    await life.database.query(`update tool_approvals set arguments = arguments || '{"name":"Gold"}' where id = $1`, [
      changed.id,
    ]);
    expect(await decide(anna, changed.id, changed.argumentsHash)).toMatchObject({ status: 400 });
    const key = { ...anna, scopes: ["cortex:write"] };
    const unscoped = await proposed();
    expect(await decide(key, unscoped.id, unscoped.argumentsHash)).toMatchObject({
      status: 403,
      body: { code: "missing_scope" },
    });
    const old = await proposed();
    const now = life.now();
    life.setNow(new Date(now.getTime() + 7 * 86_400_000));
    try {
      expect(await decide(anna, old.id, old.argumentsHash)).toMatchObject({
        status: 409,
        body: { coded: { code: "approval_expired" } },
      });
    } finally {
      life.setNow(now);
    }
    expect(await life.count(shoppingItems, `household_id = '${anna.householdId}'`)).toBe(0);
    const ben = await life.user("ben");
    expect(await decide(ben, old.id, old.argumentsHash)).toMatchObject({ status: 404 });
  });
});
