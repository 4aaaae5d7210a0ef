/** One line that adds a row by its name; it stays, so that the next one can be written at once. */
import { type FormEvent, useRef, useState } from "react";
import { problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { useCommon } from "#console/words/common.ts";

export function AddLine({ label, onAdd }: { label: string; onAdd: (name: string) => Promise<unknown> }) {
  const common = useCommon();
  const [text, setText] = useState("");
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    const name = text.trim();
    if (name === "" || isPending) return;
    setPending(true);
    setError(undefined);
    try {
      await onAdd(name);
      setText("");
    } catch (thrown) {
      const problem = problemOfError(thrown);
      setError(problem.errors[0]?.detail ?? problem.text);
    } finally {
      setPending(false);
      field.current?.focus();
    }
  };

  return (
    <form className="add-line" onSubmit={(event) => void add(event)}>
      <Text
        ref={field}
        label={label}
        unseenLabel
        placeholder={label}
        value={text}
        maxLength={500}
        error={error}
        enterKeyHint="done"
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" icon="plus" busy={isPending}>
        {common.add}
      </Button>
    </form>
  );
}
