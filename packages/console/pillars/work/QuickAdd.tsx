/** A line for the next thing to do. What is understood of it shows while it is written, and each part of that can go again. */
import { useEffect, useRef } from "react";
import type { Answer } from "#console/data/client.ts";
import { useQuickAdd } from "#console/frame/tasks.ts";
import { QuickAdd as Line, type Understood } from "#console/ui/QuickAdd.tsx";
import { day, duration, relativeDay, time } from "#console/words/format.ts";
import { inWords } from "#console/words/recurrence.ts";
import { useWords, type Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Parsed = Answer<"work.quick-add.add">["parsed"];

/** `isFirst`: the person came to write into it; `onCame` says that they do. */
export default function QuickAdd({ isFirst, onCame }: { isFirst: boolean; onCame?: () => void }) {
  const words = useWords<typeof en>("work");
  const { parsed, line } = useQuickAdd();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!isFirst) return;
    field.current?.focus();
    onCame?.();
  }, [isFirst, onCame]);

  return (
    <Line
      {...line}
      ref={field}
      label={words.add.label}
      placeholder={words.add.example}
      understood={parsed && partsOf(parsed, words)}
      note={parsed && firstDay(parsed, words.add)}
      onRemove={(id) => parsed && line.onText(asWritten(line.text, parsed, id))}
      onAdd={() => {
        line.onAdd();
        field.current?.focus();
      }}
    />
  );
}

/** What was taken for what, in the order of the line; the rest is the title. */
function partsOf(parsed: Parsed, words: Words<typeof en>): Understood[] {
  return parsed.spans.map((span) => ({ id: String(span.start), ...shown(span, parsed, words) }));
}

function shown(
  { kind, text }: Parsed["spans"][number],
  { dueDate, dueAt, priority, estimatedMinutes, recurrenceRule, recurrenceBasis }: Parsed,
  words: Words<typeof en>,
): Omit<Understood, "id"> {
  if (kind === "date" && dueDate) {
    return {
      label: [relativeDay(dueDate), dueAt && time(dueAt)].filter(Boolean).join(", "),
      icon: "calendar",
    };
  }
  if (kind === "recurrence" && recurrenceRule)
    return { label: inWords(recurrenceRule, words.recurrence, recurrenceBasis), icon: "repeat", of: "rhythm" };
  if (kind === "priority" && priority) return { label: words.add.priority[priority], icon: "flag" };
  if (kind === "duration" && estimatedMinutes !== null) return { label: duration(estimatedMinutes), icon: "timer" };
  return { label: text, icon: kind === "domain" ? "layers" : "tag" };
}

/** The day on which something that comes back begins, which no part of the line says. */
function firstDay({ dueDate, spans }: Parsed, words: Words<typeof en>["add"]): string | undefined {
  return dueDate && !spans.some(({ kind }) => kind === "date") ? words.first(day(dueDate, "weekday")) : undefined;
}

/** What was meant as words is put into quotes, where nothing is understood. */
function asWritten(text: string, { spans }: Parsed, id: string): string {
  const span = spans.find(({ start }) => String(start) === id);
  if (!span || text.slice(span.start, span.end) !== span.text) return text;
  return `${text.slice(0, span.start)}"${span.text}"${text.slice(span.end)}`;
}
