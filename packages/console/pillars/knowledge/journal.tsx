/** The journal: today first, what other years have of this day, a year at a glance, and all that was written. */
import "./knowledge.css";
import { useState } from "react";
import { Heatmap } from "#console/charts/Heatmap.tsx";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Card, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton, Tag } from "#console/ui/State.tsx";
import { dayAfter, day as dayText, number, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Entry } from "./autosave.ts";
import { EntrySheet } from "./EntrySheet.tsx";
import { JournalDay } from "./JournalDay.tsx";
import type en from "./words.en.ts";

const parameters = { day: text() };

const ofDay = (day: string) => ({ query: { entryDate: day } });
const lastYear = () => ({ query: { from: dayAfter(today(), -364), to: today() } });
const ALL = { query: { sort: "-entryDate" } } as const;

export const load: PageModule["load"] = ({ url }) => {
  const day = valuesOf(parameters, url.searchParams).day ?? today();
  prefetch("knowledge.journal-entries.onThisDay", { query: { date: day } });
  prefetch("knowledge.journal-entries.days", lastYear());
  prefetchList("knowledge.journal-entries.list", ALL);
  return prefetchList("knowledge.journal-entries.list", ofDay(day));
};

export default function Journal() {
  const words = useWords<typeof en>("knowledge").journal;
  const [url, setUrl] = useUrl(parameters);
  const day = url.day ?? today();
  const isToday = day === today();
  return (
    <Page
      title={isToday ? words.today : words.ofDay(dayText(day, "long"))}
      lead={isToday && dayText(day, "weekday")}
      actions={!isToday && <Button onClick={() => setUrl({ day: undefined })}>{words.toToday}</Button>}
    >
      <OfDay key={day} day={day} />
      <OnThisDay day={day} />
      <Year />
      <Row>
        <DateField
          label={words.otherDay}
          value={day}
          onChange={(next) => setUrl({ day: !next || next === today() ? undefined : next })}
        />
      </Row>
      <All />
    </Page>
  );
}

/** The last entry of a day is the one that is gone on with. */
function OfDay({ day }: { day: string }) {
  const rows = useList("knowledge.journal-entries.list", ofDay(day));
  // What was there first is written on: a list that is read again in between must not exchange it.
  const [id, setId] = useState<string>();
  if (rows.state === "loading") return <Skeleton kind="lines" rows={4} />;
  if (rows.state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  const entries = allOf(rows);
  const newest = entries[0];
  if (id === undefined && newest) setId(newest.id);
  return <JournalDay day={day} entry={entries.find((one) => one.id === id) ?? newest} />;
}

function OnThisDay({ day }: { day: string }) {
  const words = useWords<typeof en>("knowledge").journal;
  const { data } = useRead("knowledge.journal-entries.onThisDay", { query: { date: day } });
  if (!data || data.entries.length === 0) return null;
  return (
    <Section title={words.onThisDay}>
      <Stack>
        {data.entries.map((entry) => (
          <Card key={entry.id}>
            <p className="quiet small">
              {words.yearsAgo(Number(day.slice(0, 4)) - Number(entry.entryDate.slice(0, 4)))} ·{" "}
              {dayText(entry.entryDate, "long")}
              {entry.mood !== null && ` · ${faceOf(words, entry.mood)}`}
            </p>
            <p className="serif written" dir="auto">
              {entry.content || words.onlyMood}
            </p>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}

const faceOf = ({ faces }: (typeof en)["journal"], mood: number): string | undefined =>
  (faces as Record<string, string>)[String(Math.round(mood))];

function Year() {
  const words = useWords<typeof en>("knowledge").journal;
  const { data } = useRead("knowledge.journal-entries.days", lastYear());
  if (!data || data.days.length === 0) return null;
  const { from, to, days } = data;
  return (
    <Section title={words.year}>
      <Heatmap
        finding={words.found(days.length)}
        from={from}
        to={to}
        values={new Map(days.map(({ date, entries }) => [date, entries]))}
        notes={
          new Map(
            days.map(({ date, entries, mood }) => [
              date,
              words.ofThatDay(entries, mood === null ? undefined : faceOf(words, mood)),
            ]),
          )
        }
        of="knowledge"
        title={words.entries}
        dayTitle={words.day}
        format={number}
      />
    </Section>
  );
}

function All() {
  const words = useWords<typeof en>("knowledge").journal;
  const rows = useList("knowledge.journal-entries.list", ALL);
  const [open, setOpen] = useState<Entry>();
  const item = (entry: Entry): Item => ({
    name: words.open(dayText(entry.entryDate)),
    title: dayText(entry.entryDate, "weekday"),
    sub: <span dir="auto">{entry.content.replace(/\s+/g, " ").slice(0, 160) || words.onlyMood}</span>,
    end: <Marks entry={entry} />,
    onOpen: () => setOpen(entry),
    menu: [
      { label: words.edit, icon: "pencil", onSelect: () => setOpen(entry) },
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(entry) },
    ],
  });
  return (
    <Section title={words.list}>
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        lines={2}
        onDelete={(entry) => void remove(entry)}
        empty={
          <Empty icon="pencil" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
      />
      {open && <EntrySheet entry={open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

/** From which on a text sounds like something: below, VADER calls it neutral by half. */
const CLEAR = 0.25;

function Marks({ entry: { mood, sentiment } }: { entry: Entry }) {
  const words = useWords<typeof en>("knowledge").journal;
  return (
    <>
      {sentiment !== null && (
        <span className="quiet small" title={words.soundsHelp}>
          {words.sounds[sentiment >= CLEAR ? "good" : sentiment <= -CLEAR ? "bad" : "even"]}
        </span>
      )}
      {mood !== null && <Tag icon="heart">{faceOf(words, mood)}</Tag>}
    </>
  );
}

const remove = (entry: Entry) =>
  change("knowledge.journal-entries.remove", {
    path: { journalEntryId: entry.id },
    row: entry,
    title: dayText(entry.entryDate),
  });
