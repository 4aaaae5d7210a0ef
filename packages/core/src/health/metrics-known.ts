/**
 * Decides which samples are the same. A source's own id identifies a sample; where one of two has no id, they are the same when
 * type, time, source and dependent are. Two different ids are two samples, even at the same time.
 */
import type { MetricType } from "#core/health/metric-types";

export interface Sample {
  metricType: MetricType;
  value: number;
  /** The type's own unit in any spelling; other units are refused. */
  unit?: string;
  measuredAt: string;
  /** Default `manual`. */
  source?: string;
  /** The source's id of the sample. Without one, a sample is identified by its type, time, source and dependent. */
  externalId?: string;
  dependentId?: string;
}

/** A stored sample. `date` is the day that it counts for in the time zone at its time. */
export type Known = Sample & { id: string; date: string };
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

const nameOf = ({ source = "manual", metricType, externalId }: Sample) =>
  externalId ? JSON.stringify([source, metricType, externalId]) : undefined;

/** The identity of a sample without an id. */
export const placeOf = ({ source = "manual", metricType, measuredAt, dependentId }: Sample) =>
  JSON.stringify([source, metricType, Date.parse(measuredAt), dependentId ?? null]);

const isSame = (one: Sample, other: Sample) =>
  one.value === other.value && placeOf(one) === placeOf(other) && nameOf(one) === nameOf(other);
