/** The questions that notifications ask. */
import type { RowOf } from "#console/data/list.ts";

export type Notification = RowOf<"platform.notifications.list">;

/** What an answer may be, as `action.answer` of a notification says it. */
export type AnswerForm =
  | { type: "scale"; min: number; max: number; minLabel?: string; maxLabel?: string }
  | { type: "choice"; choices: readonly string[] };

/** What waits for an answer. The API does not tell questions from the rest: their `action` does. */
export const openQuestions = { query: { "answeredAt[null]": true, limit: 100 } } as const;

/** The form of what is asked; undefined where nothing is. */
export function formOf({ action }: Pick<Notification, "action">): AnswerForm | undefined {
  const form = (action as { answer?: Partial<AnswerForm> } | null)?.answer;
  if (form?.type === "scale" && Number.isInteger(form.min) && Number.isInteger(form.max)) return form as AnswerForm;
  if (form?.type === "choice" && Array.isArray(form.choices)) return form as AnswerForm;
  return undefined;
}

export const isOpen = (one: Notification): boolean => one.answeredAt === null && formOf(one) !== undefined;

/** What may be chosen, in order: a scale has at most eleven steps on the screen, wider ones are typed nowhere yet. */
export function valuesOf(form: AnswerForm): readonly (string | number)[] {
  if (form.type === "choice") return form.choices;
  return Array.from({ length: Math.min(11, form.max - form.min + 1) }, (_, at) => form.min + at);
}
