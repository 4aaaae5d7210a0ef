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
 * each fetch are known by their start and title. An instance that was only changed here, because somebody completed or skipped it, stays as
 * long as its series.
 */
export function reconciled(here: readonly Here[], rows: readonly IcsRow[], newId: () => string): Reconciled {
  const byExternalId = new Map(here.map((event) => [event.externalId, event]));
  const byLook = Map.groupBy(here, lookOf);
  const bySlot = new Map(here.map((event) => [slotOf(event), event]));
  const series = new Map<string, EventValues & { id: string }>();
  const found: Reconciled = { create: [], update: [], remove: [] };
  const kept = new Set<string>();
  const seen = new Set<string>();
  for (const row of rows) {
    const externalId = externalIdOf(row);
    if (row.countsInstead !== undefined || seen.has(externalId)) continue;
    const values = valuesFrom(row, row.recurrenceId && series.get(row.uid));
    const slot = slotOf(values);
    if (slot && seen.has(slot)) continue;
    seen.add(externalId);
    if (slot) seen.add(slot);
    const isSame = ({ id, icalUid, recurrenceOriginalStart }: Here) =>
      !kept.has(id) &&
      !row.uidsOfFile.has(icalUid ?? "") &&
      (recurrenceOriginalStart === null) === (row.recurrenceId === undefined);
    const inSlot = slot === undefined ? undefined : bySlot.get(slot);
    const event =
      byExternalId.get(externalId) ??
      (inSlot && !kept.has(inSlot.id) ? inSlot : byLook.get(lookOf(row.columns))?.find(isSame));
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
  const isOfHere = ({ externalId, recurrenceParentId }: Here) =>
    externalId === null && recurrenceParentId !== null && kept.has(recurrenceParentId);
  found.remove = here.filter((event) => !kept.has(event.id) && !isOfHere(event)).map(({ id }) => ({ id }));
  return found;
}

/** Which instance of which series an event replaces; undefined for one that replaces none. */
const slotOf = ({
  recurrenceParentId,
  recurrenceOriginalStart,
}: Pick<Here, "recurrenceParentId" | "recurrenceOriginalStart">) =>
  recurrenceParentId === null ? undefined : `${recurrenceParentId} ${recurrenceOriginalStart}`;

/** Without the reminders of whoever publishes it. */
function valuesFrom(row: IcsRow, series: (EventValues & { id: string }) | undefined): EventValues {
  const values = valuesOf(row, series);
  return { ...values, reminders: [], ...(row.method === "CANCEL" && { status: "cancelled" as const }) };
}
