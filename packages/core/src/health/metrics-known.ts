/**
 * Which samples are the same one. A source's own id names a sample; where one of two has none, they are the same when type,
 * time, source and dependent are. Two ids are two samples, also at the same time.
 */
import type { MetricType } from "#core/health/metric-types";

export interface Sample {
  metricType: MetricType;
  value: number;
  /** The type's own unit, however spelled; it is the only one that is taken. */
  unit?: string;
  measuredAt: string;
  /** `manual` unless told. */
  source?: string;
  /** What the source calls it. Without one, a sample is known by its type, time, source and dependent. */
  externalId?: string;
  dependentId?: string;
}

/** A sample as it is stored. `date` is the day it counts for, which the zone of the time decided. */
export type Known = Sample & { id: string; date: string };
export type Correction = Sample & { id: string; before: Known };

export interface Settled {
  unseen: Sample[];
  changed: Correction[];
  /** Stored without an id, and now the same as a named one that was corrected to its time. */
  absorbed: Known[];
}

interface Entry {
  sample: Sample;
  row?: Known;
}

/** What has to be written so that the rows are as if the samples had come one after the other. `known`: all rows that are the same as one. */
export function settle(samples: readonly Sample[], known: readonly Known[]): Settled {
  const named = new Map<string, Entry>();
  const unnamed = new Map<string, Entry>();
  /** Named ones by place, the oldest first. */
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

const nameOf = ({ source = "manual", metricType, externalId }: Sample) =>
  externalId ? JSON.stringify([source, metricType, externalId]) : undefined;

/** Where a sample is when nothing names it. */
export const placeOf = ({ source = "manual", metricType, measuredAt, dependentId }: Sample) =>
  JSON.stringify([source, metricType, Date.parse(measuredAt), dependentId ?? null]);

const isSame = (one: Sample, other: Sample) =>
  one.value === other.value && placeOf(one) === placeOf(other) && nameOf(one) === nameOf(other);
