/**
 * A model may say in which order the tasks of a day matter, and a sentence of each. It is given the tasks and nothing else, and what it says is no
 * more than an order of weights: the solver plans by its rules, whatever that order is.
 */
import * as z from "zod/mini";
import type { DayGiven } from "#core/calendar/planning/day";
import { ask } from "#core/cortex/door/ask";
import type { Why } from "#core/cortex/door/asked";
import { clean, neutral } from "#core/cortex/door/neutral";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";

const MAX_SHOWN = 60;
const MAX_SENTENCE = 300;

const Answer = z.strictObject({
  order: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(MAX_SHOWN)),
  sentences: z
    .array(
      z.strictObject({ taskId: z.string().check(z.maxLength(40)), sentence: z.string().check(z.maxLength(1_000)) }),
    )
    .check(z.maxLength(MAX_SHOWN)),
});

const INSTRUCTIONS = `Somebody plans the day whose tasks you are given, as a list of JSON. Say in which order they matter on this day, the most important one first, by
their ids; consider when they are due, their priority, how demanding they are and what their titles say. For at most ten of them say in one short sentence, in the
language of their titles, why they come where they do. Give ids as they are, and none that is not in the list.`;

export type Ordering =
  | { madeBy: "model"; order: string[]; notes: Map<string, string>; tokensUsed: number }
  | { madeBy: "rules"; why: Why };

/** What a model says of the tasks of a day: ids that are no tasks of it are dropped, and each counts once. */
export async function orderOf(ctx: Ctx, { date, tasks, energyLevel }: DayGiven, versions: string): Promise<Ordering> {
  const shown = tasks
    .slice(0, MAX_SHOWN)
    .map(({ id, title, priority, energyLevel: demands, minutes, dueDate, status }) => ({
      id,
      title,
      priority,
      demands,
      minutes,
      dueDate,
      status,
    }));
  const asked = await ask(ctx, {
    capability: "plan_day",
    pillars: ["work", "calendar"],
    instructions: INSTRUCTIONS,
    data: [
      { label: "the day", text: JSON.stringify({ date, energyLevel }) },
      { label: "the tasks", text: JSON.stringify(shown) },
    ],
    answer: Answer,
    versions: `${date}:${versions}`,
  });
  if (asked.by === "rules") return { madeBy: "rules", why: asked.why };
  const known = new Set(shown.map(({ id }) => id));
  const order = [...new Set(asked.value.order.map((id) => id.toLowerCase()))].filter((id) => known.has(id));
  const notes = asked.value.sentences.flatMap(({ taskId, sentence }): [string, string][] => {
    const said = cut(neutral(clean(sentence)).trim(), MAX_SENTENCE);
    return known.has(taskId.toLowerCase()) && said !== "" ? [[taskId.toLowerCase(), said]] : [];
  });
  return { madeBy: "model", order, notes: new Map(notes), tokensUsed: asked.tokensUsed };
}
