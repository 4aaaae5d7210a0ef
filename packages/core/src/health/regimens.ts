/** What the database has of medications, as dose-times.ts reads it. */
import { type SQL, sql } from "drizzle-orm";
import type { Regimen, Slot, Version } from "#core/health/dose-times";
import type { medicationDoses, medications } from "#core/health/medical.sql";
import { MINUTE_MS } from "#core/rhythm/cron";
import { dayNumber } from "#core/rhythm/recurrence-days";
import { type Read, read } from "#kit/db";
import { upTo } from "#kit/selection";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export type Medication = Row<typeof medications>;
export type Dose = Row<typeof medicationDoses>;

/** More medications than a person has. */
export const MAX_MEDICATIONS = 500;
/** Of all medications together so many schedules are read, the latest. */
const MAX_VERSIONS = 5_000;
/** More doses than a person says anything of in the days that are asked for. */
export const MAX_DOSES = 20_000;

/** A schedule as JSON, in a query over `medication_schedules s`. */
export const versionJson = sql`jsonb_build_object('effectiveAt', floor(extract(epoch from s.effective_at) * 1000)::bigint, 'startsOn', s.starts_on, 'schedule', s.schedule)`;

type VersionRow = Omit<Version, "startsOn"> & { startsOn: string };
export const versionOf = (row: VersionRow): Version => ({ ...row, startsOn: dayNumber(row.startsOn) });

/** The schedules of the speaker's medications by their ids, each in order. */
export function versionsRead(where: SQL = sql`true`): Read<ReadonlyMap<string, readonly Version[]>> {
  const query = read<{ id: string; version: string }>(sql`
    select s.medication_id as id, ${versionJson}::text as version from medication_schedules s
    where s.user_id = ${me} and ${where} order by s.effective_at desc, s.id desc ${upTo(MAX_VERSIONS)}`);
  return {
    ...query,
    decode(result) {
      const versions = new Map<string, Version[]>();
      for (const { id, version } of query.decode(result).reverse()) {
        const known = versions.get(id) ?? [];
        versions.set(id, known);
        known.push(versionOf(JSON.parse(version) as VersionRow));
      }
      return versions;
    },
  };
}

export const regimenOf = (
  { endsOn, windowMinutes }: Pick<Medication, "endsOn" | "windowMinutes">,
  versions: readonly Version[] = [],
): Regimen => ({ endsOn: endsOn === null ? null : dayNumber(endsOn), windowMs: windowMinutes * MINUTE_MS, versions });

/** What was said of a scheduled dose. */
export interface Said {
  doseId: string;
  status: "taken" | "skipped";
  takenAt: string | null;
}

/** What was said of the scheduled doses among these, by medication, day and time; what was taken back is nothing. */
export function saidOf(doses: readonly Dose[]): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const { id, medicationId, day, time, status, takenAt } of doses)
    if (time !== null && status !== "undone")
      said.set(keyOf(medicationId, { day, time }), { doseId: id, status, takenAt });
  return said;
}

export const keyOf = (medicationId: string, { day, time }: Pick<Slot, "day" | "time">): string =>
  `${medicationId} ${day} ${time}`;
