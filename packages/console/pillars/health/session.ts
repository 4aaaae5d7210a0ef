/** A workout as it is typed: exercises with sets below them, and the sets that the API has. */
import type { Answer } from "#console/data/client.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Sets = Answer<"health.completed-workouts.get">["sets"];
export type DoneSet = Sets[number];
export type SetKind = NonNullable<DoneSet["kind"]>;
export const KINDS = ["normal", "warmup", "drop", "failure"] as const satisfies readonly SetKind[];

export interface SetRow {
  key: string;
  reps?: number | undefined;
  /** With the weight of the body, what is added to it; below zero is taken off. */
  weightKg?: number | undefined;
  minutes?: number | undefined;
  kilometres?: number | undefined;
  rpe?: number | undefined;
  kind: SetKind;
  /** It was added just now, so the focus goes there. */
  isNew?: boolean;
}

export interface Block {
  key: string;
  exercise: string;
  exerciseId?: string | undefined;
  measure: "reps" | "time";
  isBodyweight: boolean;
  last?: Answer<"health.exercises.last"> | undefined;
  rows: SetRow[];
}

/** So many sets of one line become lines of their own, to be changed each. */
const MOST_LINES = 20;

export const newRow = (from: Partial<SetRow> = {}): SetRow => ({ kind: "normal", ...from, key: crypto.randomUUID() });

export const isEmpty = ({ reps, minutes, kilometres }: SetRow): boolean =>
  reps === undefined && minutes === undefined && kilometres === undefined;

export function rowOf(set: DoneSet): SetRow {
  const weight = set.weightKg ?? (set.assistedKg ? 0 : undefined);
  return newRow({
    reps: set.reps ?? undefined,
    weightKg: weight === undefined ? undefined : weight - (set.assistedKg ?? 0),
    minutes: set.durationSeconds == null ? undefined : set.durationSeconds / 60,
    kilometres: set.distanceM == null ? undefined : set.distanceM / 1000,
    rpe: set.rpe ?? undefined,
    kind: set.kind ?? "normal",
  });
}

/** Sets of one exercise that follow each other stand below it. */
export function blocksOf(sets: Sets): Block[] {
  const blocks: Block[] = [];
  for (const set of sets) {
    const rows = Array.from({ length: Math.min(set.sets ?? 1, MOST_LINES) }, () => rowOf(set));
    const isBodyweight = set.isBodyweight ?? false;
    const measure = set.reps == null && (set.durationSeconds != null || set.distanceM != null) ? "time" : "reps";
    const before = blocks.at(-1);
    if (before?.exercise === set.exercise && before.isBodyweight === isBodyweight && before.measure === measure)
      before.rows.push(...rows);
    else
      blocks.push({
        key: crypto.randomUUID(),
        exercise: set.exercise,
        exerciseId: set.exerciseId ?? undefined,
        measure,
        isBodyweight,
        rows,
      });
  }
  return blocks;
}

/** What the API gets: the lines in which something stands. */
export const setsOf = (blocks: readonly Block[]): Sets =>
  blocks.flatMap(({ exercise, exerciseId, measure, isBodyweight, rows }) =>
    rows.flatMap((row): Sets => {
      const common = {
        exercise,
        ...(exerciseId !== undefined && { exerciseId }),
        ...(row.kind !== "normal" && { kind: row.kind }),
        ...(row.rpe !== undefined && { rpe: row.rpe }),
      };
      if (measure === "time") {
        if (row.minutes === undefined && row.kilometres === undefined) return [];
        return [
          {
            ...common,
            ...(row.minutes !== undefined && { durationSeconds: Math.round(row.minutes * 60) }),
            ...(row.kilometres !== undefined && { distanceM: Math.round(row.kilometres * 1000) }),
          },
        ];
      }
      if (row.reps === undefined) return [];
      const weight = row.weightKg;
      return [
        {
          ...common,
          reps: row.reps,
          ...(isBodyweight && { isBodyweight }),
          ...(weight !== undefined && weight >= 0 && { weightKg: weight }),
          ...(weight !== undefined && weight < 0 && isBodyweight && { assistedKg: -weight }),
        },
      ];
    }),
  );

/** A set in few words: `8 × 60 kg`, `25 min`. */
export function textOf(row: Omit<SetRow, "key">, words: Words<typeof en>): string {
  const { session, training } = words;
  if (row.reps !== undefined)
    return row.weightKg === undefined ? session.repsOnly(row.reps) : session.times(row.reps, training.kg(row.weightKg));
  return [
    row.kilometres !== undefined && session.kilometresOf(row.kilometres),
    row.minutes !== undefined && session.minutesOf(row.minutes),
  ]
    .filter(Boolean)
    .join(" · ");
}
