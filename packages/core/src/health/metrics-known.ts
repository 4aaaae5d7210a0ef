/**
 * Decides which samples are the same. A source's own id identifies a sample; where one of two has no id, they are the same when
 * type, source, device, start, end, stage and dependent are. Two different ids are two samples, even at the same time.
 */
import type { MetricType, SleepStage } from "#core/health/metric-types";

export interface Sample {
  metricType: MetricType;
  /** In `unit`. Of sleep it is what follows from its start and end, whatever is given. */
  value: number;
  /** A unit of the type (see `unitsOf`), which is converted to its own one; that unless given. Others are refused. */
  unit?: string;
  /** When it began. */
  measuredAt: string;
  /** When it had ended; absent, or the same as its start, for what was measured at one moment. */
  endedAt?: string;
  /** Who wrote it: "Robin's Apple Watch", "oura". At most 120 characters; default `manual`. */
  source?: string;
  /** What it was measured with. At most 200 characters. */
  device?: string;
  /** The source's id of the sample. Without one, a sample is identified by what is above but its value, and its stage and dependent. */
  externalId?: string;
  /** Of sleep, and only there. */
  stage?: SleepStage;
  dependentId?: string;
}

/** A stored sample. */
export type Known = Sample & { id: string; version: number };
export type Correction = Sample & { id: string; before: Known };

export interface Settled {
  unseen: Sample[];
  changed: Correction[];
  /** Stored without an id, and now identical with an identified sample that was corrected to the same time. */
  absorbed: Known[];
}

interface Entry {
  sample: Sample;
  row?: Known;
}

/**
 * Calculates what has to be written so that the rows are as if the samples had arrived one after the other. `known` has all rows
 * that are the same as one of them.
 */
export function settle(samples: readonly Sample[], known: readonly Known[]): Settled {
  const named = new Map<string, Entry>();
  const unnamed = new Map<string, Entry>();
  /** Identified samples by place, the oldest first. */
  const placed = new Map<string, Set<Entry>>();
  const absorbed: Known[] = [];

  const hold = (entry: Entry) => {
    const place = placeOf(entry.sample);
    const name = nameOf(entry.sample);
    if (name === undefined) return unnamed.set(place, entry);
    named.set(name, entry);
    return placed.set(place, (placed.get(place) ?? new Set()).add(entry));
  };
  const release = (entry: Entry) => {
    const place = placeOf(entry.sample);
    const name = nameOf(entry.sample);
    if (name === undefined) return unnamed.delete(place);
    named.delete(name);
    return placed.get(place)?.delete(entry);
  };
  const sameAs = (sample: Sample): Entry | undefined => {
    const name = nameOf(sample);
    const nameless = unnamed.get(placeOf(sample));
    if (name !== undefined) return named.get(name) ?? nameless;
    const there = [...(placed.get(placeOf(sample)) ?? [])];
    return nameless ?? there.find((one) => one.sample.value === sample.value) ?? there[0];
  };

  for (const row of known) hold({ sample: row, row });
  for (const sample of samples) {
    const entry = sameAs(sample) ?? { sample };
    release(entry);
    entry.sample = { ...sample, externalId: sample.externalId ?? entry.sample.externalId };
    const nameless = unnamed.get(placeOf(sample));
    if (nameless && entry.sample.externalId !== undefined) {
      release(nameless);
      if (nameless.row) absorbed.push(nameless.row);
    }
    hold(entry);
  }
  const entries = [...unnamed.values(), ...named.values()];
  return {
    unseen: entries.flatMap(({ sample, row }) => (row ? [] : [sample])),
    changed: entries.flatMap(({ sample, row }) =>
      row && !isSame(row, sample) ? [{ ...sample, id: row.id, before: row }] : [],
    ),
    absorbed,
  };
}

/** The identity of a sample with an id. */
export const nameOf = ({ source = "manual", metricType, externalId }: Sample) =>
  externalId ? JSON.stringify([source, metricType, externalId]) : undefined;

/** The identity of a sample without an id. */
export const placeOf = ({ source = "manual", metricType, measuredAt, endedAt, device, stage, dependentId }: Sample) =>
  JSON.stringify([
    source,
    metricType,
    Date.parse(measuredAt),
    Date.parse(endedAt ?? measuredAt),
    device ?? null,
    stage ?? null,
    dependentId ?? null,
  ]);

export const isSame = (one: Sample, other: Sample) =>
  one.value === other.value && placeOf(one) === placeOf(other) && nameOf(one) === nameOf(other);
