/**
 * Into which steps a task can be broken down, without a model: by a list in its description, by the common shape of its title, or by the time that it
 * takes. Where none of these says something, nothing is made up.
 */
import { shapes } from "#core/work/breakdown-shapes";
import { cut } from "#kit/text";

export const MAX_STEPS = 12;
export const MAX_TITLE = 200;
/** More than that at a time is no step of a task any more. */
export const MAX_CHUNK_MINUTES = 120;
const LEAST_MINUTES = 5;
/** A step may take so long at most. */
export const MAX_STEP_MINUTES = 10_000;
/** So much of a description is read. */
const MAX_READ = 20_000;

export interface Step {
  title: string;
  estimatedMinutes?: number;
}
/** By what the steps were found. */
export type Basis = "list" | "shape" | "time";

export interface Divisible {
  title: string;
  description: string | null;
  estimatedMinutes: number | null;
}

/** The steps of a task; undefined where there is nothing to go by. */
export function stepsOf(task: Divisible): { by: Basis; steps: Step[] } | undefined {
  const listed = listIn(task.description ?? "");
  if (listed.length >= 2) return { by: "list", steps: shared(listed, task.estimatedMinutes) };
  const shape = shapeOf(task.title);
  if (shape) return { by: "shape", steps: shared(shape, task.estimatedMinutes) };
  const { estimatedMinutes } = task;
  if (estimatedMinutes === null || estimatedMinutes <= MAX_CHUNK_MINUTES) return undefined;
  return { by: "time", steps: chunks(task.title, estimatedMinutes) };
}

interface Weighed extends Step {
  share: number;
}

const LINE =
  /^[ \t]{0,12}(?:[-*+•–][ \t]+(?:\[(?<done>[ xX])\][ \t]*)?|\[(?<box>[ xX])\][ \t]+|(?:\d{1,2}|[a-zA-Z])[.)][ \t]+)(?<text>\S[^\n]*)$/;

/** The points of a list, but for those that are ticked. */
function listIn(description: string): Weighed[] {
  return description
    .slice(0, MAX_READ)
    .split(/\r?\n/)
    .flatMap((line) => {
      const { done, box, text } = LINE.exec(line)?.groups ?? {};
      if (text === undefined || /x/i.test(done ?? box ?? "")) return [];
      return [pointOf(text)];
    })
    .filter(({ title }) => title !== "")
    .slice(0, MAX_STEPS);
}

const TIME =
  /\(?\s*(?:~|ca\.?|about|etwa)?\s*(?<count>\d{1,4}(?:[.,]\d)?)\s*(?<unit>h|hrs?|hours?|std\.?|stunden?|m|min(?:s|utes?|uten?)?)\b\.?\s*\)?$/i;

/** A point with the time that stands at its end: “Call the bank (20 min)”. */
function pointOf(text: string): Weighed {
  const plain = text.replace(/\*\*|__|`/g, "").trim();
  const time = TIME.exec(plain);
  const { count = "", unit = "" } = time?.groups ?? {};
  const minutes = Math.round(Number(count.replace(",", ".")) * (/^[hs]/i.test(unit) ? 60 : 1));
  const isTime = time !== null && minutes > 0 && minutes <= MAX_STEP_MINUTES;
  const title = cut((isTime ? plain.slice(0, time.index) : plain).replace(/[\s:,;–-]+$/u, ""), MAX_TITLE);
  return { title, share: 1, ...(isTime && { estimatedMinutes: minutes }) };
}

function shapeOf(title: string): Weighed[] | undefined {
  for (const { en, de, steps } of shapes) {
    const language = de.test(title) ? 1 : en.test(title) ? 0 : undefined;
    if (language !== undefined) return steps.map((step) => ({ title: step[language], share: step[2] }));
  }
  return undefined;
}

/** Gives the steps without a time what is left of the task's own, by their shares, in steps of five minutes. */
function shared(steps: readonly Weighed[], total: number | null): Step[] {
  const taken = steps.reduce((sum, { estimatedMinutes = 0 }) => sum + estimatedMinutes, 0);
  const open = steps.filter(({ estimatedMinutes }) => estimatedMinutes === undefined);
  const shares = open.reduce((sum, { share }) => sum + share, 0);
  const left = (total ?? 0) - taken;
  return steps.map(({ title, share, estimatedMinutes }) => {
    if (estimatedMinutes !== undefined) return { title, estimatedMinutes };
    if (total === null || left < open.length * LEAST_MINUTES) return { title };
    const minutes = Math.max(LEAST_MINUTES, Math.round((left * share) / shares / 5) * 5);
    return { title, estimatedMinutes: Math.min(minutes, MAX_STEP_MINUTES) };
  });
}

/** Parts of equal length, of which none is longer than somebody works at a time unless there would be too many. */
function chunks(title: string, minutes: number): Step[] {
  const count = Math.min(MAX_STEPS, Math.ceil(minutes / MAX_CHUNK_MINUTES));
  return Array.from({ length: count }, (_, i) => ({
    title: `${cut(title, MAX_TITLE - 10)} (${i + 1}/${count})`,
    estimatedMinutes: Math.min(
      MAX_STEP_MINUTES,
      Math.floor((minutes * (i + 1)) / count) - Math.floor((minutes * i) / count),
    ),
  }));
}

/** What a model may have said of a task: few steps, each with a title and a time, which together take about as long as the task. */
export function isSound(steps: readonly Step[], { title, estimatedMinutes: total }: Divisible): boolean {
  if (steps.length < 2 || steps.length > MAX_STEPS) return false;
  const isStep = (step: Step) =>
    step.title.trim() !== "" &&
    step.title.length <= MAX_TITLE &&
    !/[\p{Cc}]/u.test(step.title) &&
    step.title.trim().toLowerCase() !== title.trim().toLowerCase();
  if (!steps.every(isStep)) return false;
  if (new Set(steps.map((step) => step.title.trim().toLowerCase())).size < steps.length) return false;
  const minutes = steps.map(({ estimatedMinutes }) => estimatedMinutes ?? 0);
  if (minutes.some((one) => !Number.isInteger(one) || one < 1 || one > MAX_STEP_MINUTES)) return false;
  const sum = minutes.reduce((a, b) => a + b, 0);
  return total === null || total === 0 || (sum >= total * 0.5 && sum <= total * 1.5);
}
