import "./floating.css";
import "./Combobox.css";
import { useCombobox } from "downshift";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useCommon } from "#console/words/common.ts";
import { Field, type FieldProps } from "./Field.tsx";
import { Icon } from "./Glyph.tsx";
import { Tag } from "./State.tsx";

export type Option = { value: string; label: string; sub?: string; lead?: ReactNode };

type Shared = FieldProps & {
  /** What fits what was typed; it may ask the API. The newest question is the one whose answer shows. */
  search: (typed: string, signal: AbortSignal) => readonly Option[] | Promise<readonly Option[]>;
  /** What is typed may become a value of its own. */
  onCreate?: (typed: string) => void;
  placeholder?: string;
};

type OneProps = Shared & { value: Option | null; onChange: (value: Option | null) => void };

/** One of many, by its name. Without `onCreate` only what is found can be chosen. */
export function Combobox({ value, onChange, ...shared }: OneProps) {
  return (
    <Picker
      {...shared}
      chosen={value ? [value] : []}
      single={value}
      onPick={onChange}
      onRemove={() => onChange(null)}
    />
  );
}

type SeveralProps = Shared & { values: readonly Option[]; onChange: (values: readonly Option[]) => void };

/** Several of many: what was chosen stands before the field and can go again. */
export function Multibox({ values, onChange, ...shared }: SeveralProps) {
  return (
    <Picker
      {...shared}
      chosen={values}
      onPick={(option) => onChange([...values.filter(({ value }) => value !== option.value), option])}
      onRemove={(option) => onChange(values.filter(({ value }) => value !== option.value))}
    />
  );
}

type PickerProps = Shared & {
  chosen: readonly Option[];
  /** The one that is chosen, whose name stands in the field; `undefined` where several may be. */
  single?: Option | null;
  onPick: (option: Option) => void;
  onRemove: (option: Option) => void;
};

/** Marks the option that makes a new one of what was typed. */
const CREATE = "\u0000create";

function Picker({
  label,
  help,
  error,
  unseenLabel,
  search,
  onCreate,
  placeholder,
  chosen,
  single,
  onPick,
  onRemove,
}: PickerProps) {
  const words = useCommon();
  const anchor = `--${useId().replaceAll(/[^\w-]/g, "")}`;
  const isSingle = single !== undefined;
  const [typed, setTyped] = useState(single?.label ?? "");
  const { found, isSearching, look } = useSearch(search);
  const [isEntered, setEntered] = useState(false);
  const isKnown = found.some((option) => option.label.toLocaleLowerCase() === typed.trim().toLocaleLowerCase());
  const created: Option = { value: CREATE, label: words.create(typed.trim()) };
  const options = onCreate && typed.trim() && !isKnown ? [...found, created] : found;

  const { isOpen, getInputProps, getMenuProps, getItemProps, getToggleButtonProps, highlightedIndex, closeMenu } =
    useCombobox<Option>({
      items: [...options],
      inputValue: typed,
      selectedItem: null,
      itemToString: (option) => option?.label ?? "",
      itemToKey: (option) => option?.value,
      defaultHighlightedIndex: 0,
      onIsOpenChange: ({ isOpen, selectedItem }) => {
        setEntered(false);
        // Whoever goes on before the answer has come has said it by Enter.
        if (!isOpen && isEntered && !selectedItem && onCreate && typed.trim()) return choose(created);
        if (isOpen) look(single && typed === single.label ? "" : typed);
        // What was typed and not chosen is no value; the field shows the value again.
        else setTyped(isSingle ? (single?.label ?? "") : "");
      },
      onInputValueChange: ({ inputValue, type }) => {
        if (type !== useCombobox.stateChangeTypes.InputChange) return;
        setTyped(inputValue);
        setEntered(false);
        look(inputValue);
      },
      onSelectedItemChange: ({ selectedItem }) => selectedItem && choose(selectedItem),
    });
  useEffect(() => {
    if (isSingle) setTyped(single?.label ?? "");
  }, [isSingle, single]);

  function choose(option: Option) {
    if (option.value === CREATE) onCreate?.(typed.trim());
    else onPick(option);
    setTyped(isSingle && option.value !== CREATE ? option.label : "");
  }

  // Enter came before the answer to what was typed.
  useEffect(() => {
    if (!isEntered || isSearching) return;
    const [first] = options;
    setEntered(false);
    if (!first) return;
    choose(first);
    closeMenu();
  });

  const isShown = isOpen && (options.length > 0 || !isSearching);
  return (
    <Field {...{ label, help, error, unseenLabel }}>
      {(described) => (
        <div className="input-frame combobox" style={{ anchorName: anchor }}>
          {!isSingle &&
            chosen.map((option) => (
              <Tag key={option.value} onRemove={() => onRemove(option)} removeLabel={words.remove(option.label)}>
                <span dir="auto">{option.label}</span>
              </Tag>
            ))}
          <input
            {...getInputProps({
              ...described,
              placeholder,
              "aria-labelledby": undefined,
              "aria-label": label,
              onKeyDown: (event) => {
                const last = chosen.at(-1);
                if (event.key === "Backspace" && typed === "" && last && !isSingle) onRemove(last);
                // Escape closes the options, and not the dialog around them.
                if (event.key === "Escape" && isOpen) {
                  event.preventDefault();
                  event.stopPropagation();
                }
                // What is there answers what was typed before; what Enter means comes with the answer.
                if (event.key === "Enter" && isOpen && isSearching && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
                  setEntered(true);
                }
              },
            })}
            dir="auto"
            autoComplete="off"
          />
          {isSingle && single && (
            <button
              type="button"
              className="combobox-button"
              aria-label={words.remove(single.label)}
              onClick={() => onRemove(single)}
            >
              <Icon name="cross" />
            </button>
          )}
          <button type="button" {...getToggleButtonProps({ "aria-label": label })} className="combobox-button">
            <Icon name="down" />
          </button>
          <Floating
            isOpen={isShown}
            anchor={anchor}
            menu={getMenuProps({ "aria-label": label }, { suppressRefError: true })}
          >
            {options.map((option, index) => (
              <div
                key={option.value}
                {...getItemProps({ item: option, index })}
                className={index === highlightedIndex ? "option on" : "option"}
              >
                {option.value === CREATE ? <Icon name="plus" /> : option.lead}
                <span dir="auto">
                  {option.label}
                  {option.sub && <span className="quiet small">{option.sub}</span>}
                </span>
                {chosen.some(({ value }) => value === option.value) && <Icon name="check" />}
              </div>
            ))}
          </Floating>
          <span role="status" className="unseen">
            {isOpen && (isSearching ? words.searching : options.length === 0 ? words.noMatch(typed) : "")}
          </span>
          {isShown && options.length === 0 && (
            <p
              className="floating options none-found"
              ref={(element) => element?.showPopover()}
              popover="manual"
              aria-hidden="true"
              style={{ positionAnchor: anchor }}
            >
              {words.noMatch(typed)}
            </p>
          )}
        </div>
      )}
    </Field>
  );
}

/** The options, in the top layer so that no box around the field cuts them off. */
function Floating({
  isOpen,
  anchor,
  menu,
  children,
}: {
  isOpen: boolean;
  anchor: string;
  menu: Record<string, unknown>;
  children: ReactNode;
}) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const hasOptions = isOpen && Array.isArray(children) && children.length > 0;
  useEffect(() => {
    if (element && element.matches(":popover-open") !== hasOptions) element.togglePopover(hasOptions);
  }, [element, hasOptions]);
  return (
    <div
      {...menu}
      ref={(box) => {
        setElement(box);
        // downshift reads the box too, to scroll to the option in question.
        (menu.ref as ((box: HTMLElement | null) => void) | undefined)?.(box);
      }}
      popover="manual"
      className="floating options"
      style={{ positionAnchor: anchor }}
    >
      {isOpen && children}
    </div>
  );
}

/** A pause this long after the last letter, so that not every letter asks the API. */
const PAUSE_MS = 120;

function useSearch(search: Shared["search"]) {
  const [question, setQuestion] = useState<string>();
  const [answer, setAnswer] = useState<{ question: string; found: readonly Option[] }>({ question: "", found: [] });
  useEffect(() => {
    if (question === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await search(question, stop.signal);
        if (!stop.signal.aborted) setAnswer({ question, found });
      } catch {
        // Whoever searches says what is wrong; here nothing is found.
        if (!stop.signal.aborted) setAnswer({ question, found: [] });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question, search]);
  return { found: answer.found, isSearching: question !== answer.question, look: setQuestion };
}
