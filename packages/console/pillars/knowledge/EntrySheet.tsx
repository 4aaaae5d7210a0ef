/** An entry of the journal as a whole: its day, mood, text and tags. */
import update from "contract:knowledge.journal-entries.update";
import { change } from "#console/data/change.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Multibox } from "#console/ui/Combobox.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, TextArea } from "#console/ui/Field.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Entry } from "./autosave.ts";
import { MOODS } from "./JournalDay.tsx";
import type en from "./words.en.ts";

export function EntrySheet({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const words = useWords<typeof en>("knowledge").journal;
  const optionOf = (tag: string) => ({ value: tag, label: tag });
  return (
    <FormSheet
      title={words.open(day(entry.entryDate, "long"))}
      form={update}
      row={entry}
      fields={(form) => {
        const mood = form.value<number>("mood");
        const tags = form.value<string[]>("tags");
        return (
          <>
            <DateField label={words.entryDate} {...form.value<string>("entryDate")} />
            <Select
              label={words.mood}
              value={mood.value === null ? "" : String(mood.value)}
              choices={[
                { value: "", label: words.noMood },
                ...MOODS.map((value) => ({ value, label: words.faces[value] })),
              ]}
              onChange={({ target }) => mood.onChange(target.value === "" ? null : Number(target.value))}
            />
            <TextArea label={words.write} rows={8} {...form.input("content")} />
            <Multibox
              label={words.tags}
              help={words.tagsHelp}
              error={tags.error}
              values={(tags.value ?? []).map(optionOf)}
              onChange={(options) => tags.onChange(options.map(({ value }) => value))}
              onCreate={(typed) => tags.onChange([...new Set([...(tags.value ?? []), typed])])}
              search={() => []}
            />
          </>
        );
      }}
      save={(body, row) =>
        change("knowledge.journal-entries.update", {
          path: { journalEntryId: entry.id },
          body,
          row,
          title: day(entry.entryDate),
          isQuiet: true,
        })
      }
      onClose={onClose}
    />
  );
}
