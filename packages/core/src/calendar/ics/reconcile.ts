/** What makes the events of a calendar those that its source has. */
import type { IcsRow } from "./read.ts";
import { differing, type EventValues, externalIdOf, type Here, lookOf, valuesOf } from "./rows.ts";

export interface Reconciled {
  create: (EventValues & { id: string })[];
  update: (EventValues & { id: string })[];
  remove: { id: string }[];
}

/**
 * Compares the events of a calendar with those of its source, of which series come before their instances. Events whose UID is another at
 * each fetch are known by their start and title. An instance that was completed or skipped here is an event that the source does not have:
 * it stays for as long as its series, and becomes that of the source when there is one. `unkept` are the UIDs of events that the source has
 * and that could not be kept.
 */
export function reconciled(
  here: readonly Here[],
  rows: readonly IcsRow[],
  newId: () => string,
  unkept: ReadonlySet<string> = new Set(),
): Reconciled {
  const byExternalId = new Map(here.flatMap((event) => (event.externalId ? [[event.externalId, event] as const] : [])));
  const isMade = ({ externalId, recurrenceParentId }: Here) => externalId === null && recurrenceParentId !== null;
  const made = here.filter(isMade);
  const bySlot = new Map(made.map((event) => [slotOf(event), event]));
  // What was said of one instance is not said of another that has moved onto its time, so those are known by their place alone.
  const fetched = here.filter((event) => !isMade(event));
  const byLook = Map.groupBy(fetched, lookOf);
  const series = new Map<string, EventValues & { id: string }>();
  const found: Reconciled = { create: [], update: [], remove: [] };
  const kept = new Set<string>();
  const seen = new Set<string>();
  for (const row of rows) {
    const externalId = externalIdOf(row);
    if (row.countsInstead !== undefined || seen.has(externalId)) continue;
    const values = valuesFrom(row, row.recurrenceId && series.get(row.uid));
    const slot = values.recurrenceParentId && slotOf(values);
    if (slot && seen.has(slot)) continue;
    seen.add(externalId);
    if (slot) seen.add(slot);
    const isSame = ({ id, icalUid, recurrenceOriginalStart }: Here) =>
      !kept.has(id) &&
      !row.uidsOfFile.has(icalUid ?? "") &&
      (recurrenceOriginalStart === null) === (row.recurrenceId === undefined);
    const event =
      byExternalId.get(externalId) ??
      (slot ? bySlot.get(slot) : undefined) ??
      byLook.get(lookOf(row.columns))?.find(isSame);
    const id = event?.id ?? newId();
    if (!row.recurrenceId) series.set(row.uid, { ...values, id });
    if (!event) {
      found.create.push({ ...values, id });
      continue;
    }
    kept.add(id);
    // What somebody has done with it here is not in the source.
    const isDone = values.status === "scheduled" && event.status !== "cancelled";
    const wanted = isDone ? { ...values, status: event.status as EventValues["status"] } : values;
    if (Object.keys(differing(wanted, event)).length > 0) found.update.push({ ...wanted, id });
  }
  for (const { id, icalUid } of here) if (icalUid !== null && unkept.has(icalUid)) kept.add(id);
  for (const { id, recurrenceParentId } of made) if (kept.has(recurrenceParentId!)) kept.add(id);
  found.remove = here.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ id }));
  return found;
}

/** The place of an instance in its series. */
const slotOf = ({
  recurrenceParentId,
  recurrenceOriginalStart,
}: Pick<Here, "recurrenceParentId" | "recurrenceOriginalStart">) => `${recurrenceParentId} ${recurrenceOriginalStart}`;

/** Without the reminders of whoever publishes it. */
function valuesFrom(row: IcsRow, series: (EventValues & { id: string }) | undefined): EventValues {
  const values = valuesOf(row, series);
  return { ...values, reminders: [], ...(row.method === "CANCEL" && { status: "cancelled" as const }) };
}
