/** The spans of time that work is put into: the one that runs, those to come, those that were. */
import create from "contract:work.sprints.create";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, State, Tag } from "#console/ui/State.tsx";
import { dayAfter, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewRow } from "./NewRow.tsx";
import { spanOf } from "./span.ts";
import { useDomainNames } from "./TaskList.tsx";
import type en from "./words.en.ts";

type Sprint = RowOf<"work.sprints.list">;
const newest = { query: { sort: "-startDate" as const } };
/** Two weeks, the last day included. */
const USUAL_DAYS = 13;

export const load: PageModule["load"] = () => prefetchList("work.sprints.list", newest);

export default function Sprints() {
  const words = useWords<typeof en>("work").sprints;
  const rows = useList("work.sprints.list", newest);
  return (
    <Page title={words.title} lead={words.lead} actions={<NewSprint />}>
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={
          <Empty icon="timer" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
        onDelete={(sprint) => void remove(sprint)}
      />
    </Page>
  );
}

function NewSprint() {
  const words = useWords<typeof en>("work").sprints;
  const domains = useDomainNames();
  const begin = { startDate: today(), endDate: dayAfter(today(), USUAL_DAYS) };
  return (
    <NewRow
      main
      label={words.add}
      title={words.add}
      form={create}
      begin={begin}
      fields={(form) => (
        <>
          <Text label={words.name} {...form.input("name")} />
          <DateField label={words.startDate} {...form.value<string>("startDate")} />
          <DateField label={words.endDate} {...form.value<string>("endDate")} />
          <Select
            label={words.domain}
            choices={[{ value: "", label: words.none }, ...[...domains].map(([value, label]) => ({ value, label }))]}
            {...form.input("lifeDomainId")}
          />
          <TextArea label={words.goal} {...form.input("goal")} />
        </>
      )}
      save={(body) =>
        change("work.sprints.create", { body: { ...begin, ...body, name: String(body.name ?? "") }, isQuiet: true })
      }
    />
  );
}

function useItem(): (sprint: Sprint) => Item {
  const words = useWords<typeof en>("work").sprints;
  return (sprint) => ({
    name: sprint.name,
    to: `/work/sprints/${sprint.id}`,
    sub: sprint.goal ? <span dir="auto">{sprint.goal}</span> : undefined,
    end: (
      <>
        {sprint.status === "active" ? (
          <State tone="live">{words.statuses.active}</State>
        ) : (
          <Tag>{words.statuses[sprint.status]}</Tag>
        )}
        {spanOf(sprint)}
      </>
    ),
    menu: [
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(sprint) },
    ],
  });
}

const remove = (row: Sprint) => change("work.sprints.remove", { path: { sprintId: row.id }, row, title: row.name });
