import { useState } from "react";
import { Diff, diffLines } from "#console/ui/Diff.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Job, Meter } from "#console/ui/Job.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { Facts, type Sorting, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { Tree } from "#console/ui/Tree.tsx";

const runs = [
  { id: "1", name: "plan-my-day", note: "step 3 of 5, placing 14 tasks", state: "live", who: "Robin", took: 1200 },
  {
    id: "2",
    name: "trip-from-bookings",
    note: "asks: which of two hotels? waits 2 days",
    state: "wait",
    who: "Mara K.",
    took: 1_080_000,
  },
  {
    id: "3",
    name: "import-transactions",
    note: "apply: amount has 3 decimals, line 812",
    state: "bad",
    who: "Jonas",
    took: 41_000,
  },
  { id: "4", name: "receipt", note: "", state: "done", who: "Robin", took: 240 },
] as const;

const many = rowsOf(Array.from({ length: 20_000 }, (_, row) => row));

export default function Tables() {
  const [sorting, setSorting] = useState<Sorting>({ by: "took", direction: "down" });
  const sorted = runs.toSorted((a, b) => (sorting.direction === "up" ? a.took - b.took : b.took - a.took));
  return (
    <Page title="Tables" wide>
      <Columns
        told={
          <>
            <Section title="Under way">
              <Card>
                <Job
                  title="Importing 2026.csv"
                  state="running"
                  done={8120}
                  total={20000}
                  rate={412.5}
                  onStop={() => {}}
                  errors={[
                    { line: 812, text: "The amount has 3 decimals." },
                    { line: 990, text: "There is no such day: 31 February." },
                  ]}
                />
                <Job title="Looking for duplicates" state="running" done={41} />
                <Meter label="Eating out" share={0.82} valueText="€164 of €200" of="finance" />
              </Card>
            </Section>
            <Section title="A change to try">
              <Card>
                <Diff
                  label="Wind down"
                  lines={diffLines(
                    "Routine “Wind down”\nstarts 23:15\nasks: how tired, 1 to 5",
                    "Routine “Wind down”\nstarts 22:30\nSun to Thu\nasks: how tired, 1 to 5",
                  )}
                />
              </Card>
            </Section>
          </>
        }
      >
        <Section title="Workflow runs">
          <Table
            label="Workflow runs"
            rows={rowsOf(sorted)}
            keyOf={({ id }) => id}
            sorting={sorting}
            onSort={setSorting}
            empty={<Empty title="None ran." />}
            openId="3"
            columns={[
              {
                id: "state",
                label: "State",
                cell: ({ state }) =>
                  state === "live" ? (
                    <State tone="live">running</State>
                  ) : state === "bad" ? (
                    <State tone="bad">failed</State>
                  ) : state === "wait" ? (
                    <State icon="clock">waiting</State>
                  ) : (
                    <State>done</State>
                  ),
              },
              {
                id: "name",
                label: "Workflow",
                isName: true,
                cell: ({ name, note }) => (
                  <>
                    <a href={`/${name}`} className="mono">
                      {name}
                    </a>
                    {note && <div className="small quiet">{note}</div>}
                  </>
                ),
              },
              { id: "who", label: "For", cell: ({ who }) => who },
              { id: "took", label: "Took", isNumber: true, isSortable: true, cell: ({ took }) => `${took} ms` },
              {
                id: "at",
                label: "Started",
                isNumber: true,
                isExtra: true,
                cell: () => <Time at="2026-11-12T10:19:58Z" form="seconds" />,
              },
            ]}
          />
        </Section>
        <Section title="Domains">
          <Tree
            label="Domains"
            nodes={[
              {
                id: "home",
                name: "Home",
                lead: <Glyph small {...glyphOf("household")} />,
                children: [
                  { id: "garden", name: "Garden", end: "3 goals" },
                  { id: "kitchen", name: "Kitchen", children: [{ id: "oven", name: "Oven" }] },
                ],
              },
              {
                id: "work",
                name: "Work",
                to: "/work",
                lead: <Glyph small {...glyphOf("work")} />,
                menu: [{ label: "Edit", icon: "pencil", onSelect: () => {} }],
              },
            ]}
          />
        </Section>
        <Section title="20,000 rows">
          <Table
            label="Many"
            rows={many}
            keyOf={String}
            empty={<Empty title="None." />}
            columns={[
              { id: "name", label: "Name", isName: true, cell: (row) => <a href={`/${row}`}>Run {row}</a> },
              {
                id: "note",
                label: "Note",
                cell: (row) =>
                  row % 7 === 0 ? (
                    <>
                      Two
                      <br />
                      lines
                    </>
                  ) : (
                    "One line"
                  ),
              },
              { id: "took", label: "Took", isNumber: true, cell: (row) => `${row % 900} ms` },
            ]}
          />
        </Section>
        <Section title="An event">
          <Card flush>
            <Facts
              facts={[
                { name: "Selected", value: "Tied together", note: "cortex.insight.found" },
                { name: "Done by", value: "post-workout-check-in", note: "on its own, no model asked" },
                { name: "Row", value: "Insight: training, meal", note: "confidence 0.82" },
              ]}
            />
          </Card>
        </Section>
      </Columns>
    </Page>
  );
}
