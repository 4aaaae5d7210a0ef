/**
 * What a model may call: the same questions that rules answer, and the same proposals. Each is checked by its schema and done as the person, in
 * what persona and permissions leave; none of them writes anything.
 */
import * as z from "zod/mini";
import type { ToolSchema } from "#core/cortex/door/asked";
import { told } from "#core/cortex/told.en";
import { Day } from "#kit/wire";
import { type Answer, type Asking, answer } from "./answering.ts";
import { MAX_AGENDA_DAYS } from "./grammar.ts";
import * as Having from "./having.ts";
import * as Looking from "./looking.ts";
import * as Proposing from "./proposing.ts";

interface Tool<S extends z.ZodMiniType> {
  description: string;
  /** Without any of these pillars it has nothing to say, and is not offered. */
  pillars: readonly string[];
  parameters: S;
  run(asking: Asking, args: z.output<S>): Promise<Answer> | Answer;
}
const tool = <S extends z.ZodMiniType>(one: Tool<S>): Tool<S> => one;

const Nothing = z.strictObject({});
const words = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const span = { from: Day, to: Day };
const DAY_MS = 86_400_000;

const ALL = ["calendar", "finance", "health", "household", "ingest", "knowledge", "people", "rhythm", "work"];

export const tools = {
  what_is_on: tool({
    description: "Events, time blocks, due tasks, routines and habits of at most 31 days. Both days are included.",
    pillars: ["calendar", "work", "rhythm"],
    parameters: z.strictObject(span),
    run: (asking, days) => (isSpan(days, MAX_AGENDA_DAYS) ? Looking.agenda(asking, days) : wrongDays()),
  }),
  tasks: tool({
    description: "Open tasks: all of them, the overdue ones, or those that are due until a day, which is needed then.",
    pillars: ["work"],
    parameters: z.strictObject({ which: z.enum(["open", "overdue", "due"]), until: z.nullable(Day) }),
    run: (asking, { which, until }) =>
      Looking.tasks(asking, which === "due" ? { which, until: until ?? asking.today } : { which }),
  }),
  sleep: tool({
    description: "How the night before a day was, and the week before it.",
    pillars: ["health"],
    parameters: z.strictObject({ day: Day }),
    run: (asking, { day }) => Looking.sleep(asking, day),
  }),
  habits_of_today: tool({
    description: "The habits that are due today, and which of them are done.",
    pillars: ["rhythm"],
    parameters: Nothing,
    run: (asking) => Looking.habits(asking),
  }),
  streaks: tool({
    description: "The habits that go on without a miss.",
    pillars: ["rhythm"],
    parameters: Nothing,
    run: (asking) => Looking.streaks(asking),
  }),
  balances: tool({
    description: "What is on each open account.",
    pillars: ["finance"],
    parameters: Nothing,
    run: (asking) => Having.balances(asking),
  }),
  spending: tool({
    description:
      "What was spent on some days, by category; of one category when its name is given. Both days are included.",
    pillars: ["finance"],
    parameters: z.strictObject({ ...span, category: z.nullable(words(100)) }),
    run: (asking, { category, ...days }) => (isSpan(days, 3_660) ? Having.spend(asking, days, category) : wrongDays()),
  }),
  birthdays: tool({
    description: "The birthdays to come, or that of one contact.",
    pillars: ["people"],
    parameters: z.strictObject({ name: z.nullable(words(200)) }),
    run: (asking, { name }) => Having.birthdays(asking, name),
  }),
  expiring: tool({
    description: "What in the pantry expires within a week.",
    pillars: ["household"],
    parameters: Nothing,
    run: (asking) => Having.expiring(asking),
  }),
  search: tool({
    description: "Searches documents, notes, mail, tasks, contacts and everything else for words or a meaning.",
    pillars: ALL,
    parameters: z.strictObject({ query: words(300) }),
    run: (asking, { query }) => Having.find(asking, query),
  }),
  propose_task: tool({
    description:
      "Proposes a task, which is added when the person approves of it. `line` is in the language that is named, with dates in words: `Pay rent tomorrow 9am !high`.",
    pillars: ["work"],
    parameters: z.strictObject({ line: words(500), language: z.enum(["en", "de"]) }),
    run: (asking, { line, language }) => Proposing.task(asking, line, language),
  }),
  propose_shopping_item: tool({
    description: "Proposes something to buy, which is put on the list when the person approves of it.",
    pillars: ["household"],
    parameters: z.strictObject({
      name: words(200),
      quantity: z.nullable(z.number().check(z.gte(0), z.lte(1_000_000))),
      unit: z.nullable(words(30)),
    }),
    run: (asking, given) => Proposing.shoppingItem(asking, given),
  }),
  propose_mood: tool({
    description: "Proposes to record a mood that the person has named, from 1 (bad) to 5 (good).",
    pillars: ["health"],
    parameters: z.strictObject({
      value: z.int().check(z.gte(1), z.lte(5)),
      note: z.nullable(words(1_000)),
    }),
    run: (asking, { value, note }) => Proposing.mood(asking, value, note),
  }),
};
type ToolName = keyof typeof tools;

const isSpan = ({ from, to }: { from: string; to: string }, most: number): boolean =>
  from <= to && (Date.parse(to) - Date.parse(from)) / DAY_MS < most;
const wrongDays = (): Answer => answer([told("chat_unknown")]);

/** Those that have something to say within these pillars. */
export const toolsOf = (pillars: readonly string[]): ToolSchema[] =>
  (Object.entries(tools) as [ToolName, Tool<z.ZodMiniType>][])
    .filter(([, one]) => one.pillars.some((pillar) => pillars.includes(pillar)))
    .map(([name, { description, parameters }]) => ({ name, description, parameters }));

/** Answers a call whose arguments its schema has read; undefined for one that is not offered within these pillars. */
export function called(
  asking: Asking,
  pillars: readonly string[],
  { name, args }: { name: string; args: unknown },
): Promise<Answer> | Answer | undefined {
  // Each tool runs on what its own schema has read, which a type for all of them cannot say.
  const one = Object.hasOwn(tools, name) ? (tools[name as ToolName] as unknown as Tool<z.ZodMiniType>) : undefined;
  if (!one?.pillars.some((pillar) => pillars.includes(pillar))) return undefined;
  return one.run(asking, args);
}
