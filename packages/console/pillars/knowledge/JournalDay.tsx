/** A day of the journal: how it was, and what its person writes of it, kept as they write. */

import { TextArea } from "#console/ui/Field.tsx";
import { Card, Row, Stack } from "#console/ui/Page.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import { type Entry, useAutosave } from "./autosave.ts";
import type en from "./words.en.ts";

export const MOODS = ["1", "2", "3", "4", "5"] as const;
type Mood = (typeof MOODS)[number];

export function JournalDay({ day, entry }: { day: string; entry: Entry | undefined }) {
  const words = useWords<typeof en>("knowledge").journal;
  const written = useAutosave(day, entry);
  const states = { saved: words.saved, saving: words.saving, unsaved: words.notSaved, empty: words.saysNothing };
  const isBegun = entry !== undefined || written.content !== "" || written.mood !== null;
  return (
    <Card>
      <Stack>
        <Radios<Mood | "">
          label={words.how}
          segmented
          value={(MOODS.find((one) => Number(one) === written.mood) ?? "") as Mood | ""}
          choices={MOODS.map((value) => ({ value, label: words.faces[value] }))}
          onChange={(mood) => written.feel(Number(mood))}
        />
        <div className="writing">
          <TextArea
            label={words.write}
            help={words.writeHelp}
            maxLength={100_000}
            value={written.content}
            onChange={({ target }) => written.write(target.value)}
            onBlur={written.save}
          />
        </div>
        <Row>
          <p className="quiet small" role="status">
            {isBegun && states[written.state]}
          </p>
        </Row>
      </Stack>
    </Card>
  );
}
