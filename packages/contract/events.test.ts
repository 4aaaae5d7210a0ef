import { describe, expect, it } from "vitest";
import type { EventDeclaration } from "#kit/event";
import { declaredEvents } from "#testing/declared-events";
import { discover } from "./discover.ts";

/** Why nothing but the timeline, the dashboard and the audit trail takes an event, which take every one. */
const NOTHING_FOLLOWS: Record<string, string> = {
  "cortex.insight.found": "the workflow that finds it asks about it in the same run",
  "cortex.insight.rated": "what a person thinks of an insight is kept with it, and read from there",
  "finance.transaction.posted": "what a transaction changes is read from its row",
  "health.meal.drafted": "a draft waits for the person to log it",
  "health.workout.completed": "the meal that follows looks for it; before that there is nothing to say",
  "health.mood.logged": "it is where the story of a check-in ends",
  "health.metric.logged": "the sums of its days are made by the same statement",
  "household.pantry_item.consumed": "whether it ran low is found out by the same booking, which says so itself",
  "household.pantry_item.restocked": "what was missing is in stock, and what shows the stock reads it",
  "household.recipe.cooked": "what it used is booked by the same transaction",
  "household.shopping_item.purchased": "the pantry is restocked by the same transaction",
  "household.vendor.merged": "its references are moved by the same transaction",
  "identity.api_key.rolled": "the authorizer looks each key up, so it knows",
  "identity.api_key.revoked": "the authorizer looks each key up, so it knows",
  "identity.grant.withdrawn": "the policies ask the grant itself, so that its row is gone at once",
  "ingest.email.processed": "it is where the story of a mail ends",
  "ingest.email.failed": "the reason is shown with the mail, which can be read again",
  "platform.notification.sent": "the person reads it; what they answer is an event of its own",
  "platform.notification.read": "nothing more is to be told to whoever has read it",
  "rhythm.routine.paused": "the clock reads the routine's own state at each tick",
  "rhythm.routine.resumed": "the clock reads the routine's own state at each tick",
  "rhythm.routine.ran": "its tasks are made in the same transaction",
  "work.goal.reached": "it is there for the timeline and for what listens from outside",
  "work.sprint.started": "what shows the sprint reads its row",
  "work.sprint.completed": "its open tasks are moved in the same transaction",
  "work.task.scheduled": "what shows the day reads the task's own times",
  "work.task.overdue": "it is there for the timeline and for what listens from outside",
  "work.task.input_needed": "the question is kept with the task, where its person finds it",
  "work.task.input_given": "whoever asked waits for it in a run of its own",
};

/** What a plain resource tells of itself needs no one to act on it: whoever shows the rows reads them. */
const isPlain = ({ action }: EventDeclaration) => ["created", "updated", "deleted", "restored"].includes(action);

/** What sets in by itself, and that nobody did. */
const STATES = new Set(["due", "overdue", "expiring"]);

const declared = await declaredEvents();
const { consumers, workflows } = await discover();
const taken = new Set<string>([
  ...consumers.flatMap(({ value }) =>
    Array.isArray(value.on) ? (value.on as EventDeclaration[]).map((one) => one.type) : [],
  ),
  ...workflows.map(({ value }) => value.on.type),
]);

describe("every event", () => {
  it("sets something in motion, or says why not", () => {
    const without = declared.filter((one) => !taken.has(one.type) && !isPlain(one)).map((one) => one.type);
    expect(without.filter((type) => !NOTHING_FOLLOWS[type])).toEqual([]);
    expect(
      Object.keys(NOTHING_FOLLOWS).filter((type) => !without.includes(type as never)),
      "excuses that nothing needs",
    ).toEqual([]);
  });

  it("is declared once, by its own pillar", () => {
    const types = declared.map((one): string => one.type);
    expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
  });

  it("is named by pillar, noun and what happened, and summed up in a sentence", () => {
    for (const { type, summary } of declared) {
      expect(type).toMatch(/^[a-z]+\.[a-z_]+\.[a-z_]+$/);
      expect(summary, type).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("says with its type what it is about, in one spelling of each noun, and that it has happened", () => {
    for (const { type, pillar, entityType, action } of declared) {
      expect(type).toBe(`${pillar}.${entityType}.${action}`);
      expect(
        /(?:ed|en|wn|ran|left|found|sent|read|ran_low)$/.test(action) || STATES.has(action),
        `${type} is in the past`,
      ).toBe(true);
    }
    const nouns = [...new Set(declared.map(({ pillar, entityType }) => `${pillar}.${entityType}`))];
    const spelledTwice = nouns.filter((noun) =>
      nouns.some((other) => other !== noun && (other === `${noun}s` || other === `${noun}_item`)),
    );
    expect(spelledTwice).toEqual([]);
  });

  it("that is taken is declared", () => {
    expect([...taken].filter((type) => !declared.some((one) => (one.type as string) === type))).toEqual([]);
  });
});
