/** The line in which a person asks or tells something; Enter sends it, and Shift with Enter begins a new line. */
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type SayProps = {
  label: string;
  /** What stands there already, to be said otherwise. */
  begun?: string;
  onSay: (text: string) => Promise<unknown>;
};

export function Say({ label, begun = "", onSay }: SayProps) {
  const words = useWords<typeof en>("cortex").conversations;
  const [text, setText] = useState(begun);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);

  const send = async () => {
    const said = text.trim();
    if (said === "" || isPending) return;
    setPending(true);
    setError(undefined);
    try {
      await onSay(said);
      setText("");
    } catch (thrown) {
      const problem = problemOfError(thrown);
      setError(problem.errors[0]?.detail ?? problem.text);
    } finally {
      setPending(false);
      field.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      className="say"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        ref={field}
        label={label}
        unseenLabel
        rows={2}
        placeholder={label}
        value={text}
        maxLength={10_000}
        error={error}
        enterKeyHint="send"
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" kind="main" busy={isPending}>
        {words.send}
      </Button>
    </form>
  );
}
