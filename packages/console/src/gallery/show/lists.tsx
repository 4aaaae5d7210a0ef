import { useState } from "react";
import { Button } from "#console/ui/Button.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { type Rows, rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";

type Task = { id: string; title: string; sub?: string; due: string; of: string; done?: boolean; problem?: string };

const tasks: Task[] = [
  { id: "a", title: "Book the train to Leipzig", due: "since Tuesday", of: "work" },
  {
    id: "b",
    title: "Pay the electricity bill",
    sub: "€84.20 · from the mail of Stadtwerke",
    due: "today",
    of: "finance",
  },
  {
    id: "c",
    title: "Send the invoice to Ostwind",
    sub: "Ostwind relaunch",
    due: "today",
    of: "work",
    problem: "Not saved: there is no connection.",
  },
  {
    id: "d",
    title: "Water the plants",
    sub: "Routine of the household, your turn",
    due: "today",
    of: "household",
    done: true,
  },
  {
    id: "e",
    title:
      "<img src=x onerror=alert(1)> مرحبا بالعالم, a name that is as long as people make them when they paste a whole sentence",
    due: "in 2 days",
    of: "people",
  },
];

const endless: Rows<number> = {
  state: "ready",
  count: 200_000,
  hasMore: true,
  at: (index) => (index % 97 === 96 ? undefined : index),
  show: () => {},
  retry: () => {},
  newer: 3,
  showNewer: () => {},
  key: "endless",
};

export default function Lists() {
  const [rows, setRows] = useState(tasks);
  const change = (id: string, changed: Partial<Task>) =>
    setRows((now) => now.map((row) => (row.id === id ? { ...row, ...changed } : row)));
  return (
    <Page title="Lists">
      <Section title="Due">
        <List
          label="Due"
          rows={rowsOf(rows)}
          keyOf={({ id }) => id}
          openId="b"
          item={(task) => ({
            name: task.title,
            to: `/task/${task.id}`,
            sub: task.sub,
            problem: task.problem,
            check: {
              checked: Boolean(task.done),
              label: `Done: ${task.title}`,
              onChange: (done) => change(task.id, { done }),
            },
            end: (
              <>
                <span className={task.due.startsWith("since") ? "late" : ""}>{task.due}</span>
                <Glyph small {...glyphOf(task.of)} />
              </>
            ),
            menu: [
              { label: "Edit", icon: "pencil", onSelect: () => {} },
              {
                label: "Delete",
                icon: "trash",
                keys: "Shift+Delete",
                danger: true,
                onSelect: () => setRows((now) => now.filter(({ id }) => id !== task.id)),
              },
            ],
          })}
          onMove={(task, by) =>
            setRows((now) => {
              const from = now.indexOf(task);
              const others = now.toSpliced(from, 1);
              return others.toSpliced(Math.max(0, from + by), 0, task);
            })
          }
          onDelete={(task) => setRows((now) => now.filter(({ id }) => id !== task.id))}
          bulk={(selection) => (
            <Button small kind="main">{`Complete (${selection.mode} ${selection.ids.size})`}</Button>
          )}
          empty={<Empty title="Nothing is due." />}
        />
      </Section>
      <Section title="200,000 rows">
        <List
          label="Many"
          rows={endless}
          keyOf={String}
          item={(index) => ({ name: `Row ${index}`, to: `/row/${index}`, end: `${index % 31} min` })}
          bulk={() => <Button small>Archive</Button>}
          empty={<Empty title="Nothing." />}
        />
      </Section>
    </Page>
  );
}
