import "./QuickAdd.css";
import { type FormEvent, type ReactNode, type Ref, useId } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Glyph.tsx";
import type { IconName } from "./icons.ts";
import { Tag } from "./State.tsx";

/** A part of what was understood: a date, a list, a priority. */
export type Understood = { id: string; label: string; icon?: IconName; of?: string };

type QuickAddProps = {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  /** The name that is left when all parts are taken out; `undefined` while nothing was understood. */
  title?: string;
  understood?: readonly Understood[];
  /** What follows from it: “first on Tue, 1 December”. */
  note?: ReactNode;
  /** Takes a part out again, when it was meant as words. */
  onRemove?: (id: string) => void;
  onAdd: () => void;
  busy?: boolean;
  error?: string;
  maxLength?: number;
  ref?: Ref<HTMLInputElement>;
};

/** One line in one's own words; below it what was understood, each part of which can go. Nothing is added that was not shown. */
export function QuickAdd({
  label,
  placeholder,
  text,
  onText,
  title,
  understood = [],
  note,
  onRemove,
  onAdd,
  busy,
  error,
  maxLength,
  ref,
}: QuickAddProps) {
  const words = useCommon();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !busy) onAdd();
  };
  return (
    <form className="quick-add" onSubmit={submit}>
      <Icon name="plus" />
      <input
        ref={ref}
        aria-label={label}
        aria-describedby={error ? `${id}-error` : id}
        aria-invalid={error ? true : undefined}
        placeholder={placeholder ?? label}
        value={text}
        maxLength={maxLength}
        dir="auto"
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          // Enter that ends a composition takes a word and sends nothing.
          if (event.key === "Enter" && (event.nativeEvent.isComposing || event.keyCode === 229)) event.preventDefault();
        }}
      />
      <Button type="submit" small kind="main" busy={busy}>
        {words.add}
      </Button>
      <p id={id} className="quick-add-read" role="status">
        {title !== undefined && text.trim() !== "" && (
          <>
            <span>{words.understood}</span>
            <b dir="auto">{title}</b>
            {understood.map((part) => (
              <Tag
                key={part.id}
                icon={part.icon}
                of={part.of}
                onRemove={onRemove && (() => onRemove(part.id))}
                removeLabel={words.remove(part.label)}
              >
                {part.label}
              </Tag>
            ))}
            {note && <span>{note}</span>}
          </>
        )}
      </p>
      {error && (
        <p className="quick-add-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
