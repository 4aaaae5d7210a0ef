import "./Palette.css";
import { useCombobox } from "downshift";
import { type ReactNode, useEffect, useRef, useState } from "react";

export type PaletteItem = {
  id: string;
  label: string;
  /** Shown instead of the label. */
  title?: ReactNode;
  sub?: ReactNode;
  lead?: ReactNode;
  keys?: string;
};
export type PaletteGroup = { title: string; items: readonly PaletteItem[] };

type PaletteProps = {
  label: string;
  placeholder: string;
  typed: string;
  onType: (typed: string) => void;
  groups: readonly PaletteGroup[];
  onChoose: (id: string) => void;
  onClose: () => void;
  /** Read to screen readers when the results change, and shown when there are none. */
  status: string;
  /** For the names of the listed things. */
  resultsLabel: string;
};

/** Everything by name (WAI-ARIA combobox in a dialog): what is typed narrows the list, arrows choose, Enter does it. */
export function Palette({
  label,
  placeholder,
  typed,
  onType,
  groups,
  onChoose,
  onClose,
  status,
  resultsLabel,
}: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = groups.filter((group) => group.items.length > 0);
  const items = shown.flatMap((group) => group.items);
  const marked = useMarked(items, typed);
  const { getInputProps, getMenuProps, getItemProps, highlightedIndex } = useCombobox<PaletteItem>({
    items,
    inputValue: typed,
    isOpen: true,
    highlightedIndex: marked.index,
    onHighlightedIndexChange: ({ highlightedIndex: at }) => marked.mark(items[at]),
    selectedItem: null,
    itemToString: (item) => item?.label ?? "",
    itemToKey: (item) => item?.id,
    onInputValueChange: ({ inputValue, type }) => {
      if (type === useCombobox.stateChangeTypes.InputChange) onType(inputValue);
    },
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onChoose(selectedItem.id),
    // It stays open until something was chosen; what was typed stays too.
    stateReducer: (state, { changes, type }) => {
      const { InputBlur, InputKeyDownEscape } = useCombobox.stateChangeTypes;
      return type === InputBlur || type === InputKeyDownEscape ? { ...state } : changes;
    },
  });

  useEffect(() => {
    const element = dialog.current;
    if (!element?.open) element?.showModal();
    element?.querySelector("input")?.focus();
  }, []);

  let index = 0;
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={label}
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="palette-body">
        <input {...getInputProps({ placeholder, "aria-label": label })} dir="auto" />
        <div {...getMenuProps({ "aria-label": resultsLabel })} className="palette-list">
          {shown.map((group) => (
            <div key={group.title} role="group" aria-label={group.title}>
              <div className="palette-title">{group.title}</div>
              {group.items.map((item) => {
                const at = index++;
                return (
                  <div
                    key={item.id}
                    {...getItemProps({ item, index: at })}
                    className={at === highlightedIndex ? "palette-item on" : "palette-item"}
                  >
                    {item.lead}
                    <span dir="auto">
                      {item.title ?? item.label}
                      {item.sub && <span className="quiet small">{item.sub}</span>}
                    </span>
                    {item.keys?.split(" ").map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <p role="status" className={items.length > 0 ? "unseen" : "palette-none"}>
          {status}
        </p>
      </div>
    </dialog>
  );
}

/**
 * Which item Enter chooses: the first one of what was typed, until arrows or the pointer mark another. It stays the same one when items that
 * are found later come before it, or whoever just types and presses Enter would get what they have not seen.
 */
function useMarked(items: readonly PaletteItem[], typed: string) {
  const [marked, setMarked] = useState<{ typed: string; id: string | undefined }>({ typed, id: undefined });
  const isThere = marked.typed === typed && items.some(({ id }) => id === marked.id);
  const id = isThere ? marked.id : items[0]?.id;
  if (marked.typed !== typed || marked.id !== id) setMarked({ typed, id });
  return {
    index: items.findIndex((item) => item.id === id),
    mark: (item: PaletteItem | undefined) => item && setMarked({ typed, id: item.id }),
  };
}
