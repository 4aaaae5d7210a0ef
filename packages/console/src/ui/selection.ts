/** Which rows are selected: some, or all that match the filter but a few, of which the client never has to know how many there are. */
export type Selection = {
  readonly mode: "some" | "all" /** The selected ones, or the exceptions of all. */;
  readonly ids: ReadonlySet<string>;
};

export const nothingSelected: Selection = { mode: "some", ids: new Set() };
export const allSelected: Selection = { mode: "all", ids: new Set() };

export function isSelected({ mode, ids }: Selection, id: string): boolean {
  return ids.has(id) === (mode === "some");
}

export function isNothing({ mode, ids }: Selection): boolean {
  return mode === "some" && ids.size === 0;
}

export function toggled(selection: Selection, id: string): Selection {
  return withSelected(selection, [id], !isSelected(selection, id));
}

/** Selects or leaves out every one of them; what else is selected stays. */
export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const next = new Set(selection.ids);
  for (const id of ids) {
    if (selected === (selection.mode === "some")) next.add(id);
    else next.delete(id);
  }
  return { mode: selection.mode, ids: next };
}
