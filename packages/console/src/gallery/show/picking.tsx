import { useState } from "react";
import { Button } from "#console/ui/Button.tsx";
import { Combobox, Multibox, type Option } from "#console/ui/Combobox.tsx";
import { Conflict } from "#console/ui/Conflict.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Dialog, Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { Palette } from "#console/ui/Palette.tsx";
import { QuickAdd } from "#console/ui/QuickAdd.tsx";

const people: Option[] = ["Ada", "Björn", "Chloé", "Dilara", "Emre", "Fatma"].map((label) => ({
  value: label,
  label,
  sub: `${label.toLowerCase()}@example.com`,
}));
const search = async (typed: string) => people.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
const commands = ["Add a task", "Tasks", "Timeline", "Shopping list"];

export default function Picking() {
  const [one, setOne] = useState<Option | null>(null);
  const [several, setSeveral] = useState<readonly Option[]>(people.slice(0, 2));
  const [open, setOpen] = useState<"dialog" | "sheet" | "palette" | "conflict">();
  const [typed, setTyped] = useState("");
  const [title, setTitle] = useState("");
  const [text, setText] = useState("Pay rent every month on the 1st 9am #home !high");
  const [day, setDay] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <Page title="Picking">
      <QuickAdd
        label="Add a task, in your own words"
        text={text}
        onText={setText}
        title="Pay rent"
        understood={[
          { id: "repeat", label: "every month on the 1st", icon: "repeat", of: "rhythm" },
          { id: "time", label: "9:00", icon: "clock" },
          { id: "list", label: "Home", icon: "home", of: "household" },
          { id: "priority", label: "high", icon: "flag" },
        ]}
        note="first on Tue, 1 December"
        onRemove={() => {}}
        onAdd={() => setText("")}
      />
      <Section title="By name">
        <Card>
          <div className="fields-row">
            <Combobox label="Vendor" value={one} onChange={setOne} search={search} />
            <Multibox
              label="With whom"
              values={several}
              onChange={setSeveral}
              search={search}
              onCreate={(label) => setSeveral([...several, { value: label, label }])}
            />
          </div>
        </Card>
      </Section>
      <Section title="Above the page">
        <Row>
          <Button onClick={() => setOpen("dialog")}>Open a dialog</Button>
          <Button onClick={() => setOpen("sheet")}>Open a sheet</Button>
          <Button onClick={() => setOpen("palette")}>Open the palette</Button>
          <Button onClick={() => setOpen("conflict")}>Open a conflict</Button>
        </Row>
      </Section>
      <p data-testid="values">
        {JSON.stringify({ one: one?.value, several: several.map(({ value }) => value), title, day })}
      </p>
      <Dialog
        open={open === "dialog"}
        onClose={close}
        title="Delete “Call the plumber”?"
        alert
        actions={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button kind="danger" onClick={close}>
              Delete
            </Button>
          </>
        }
      >
        <p>It can be brought back for 30 days.</p>
      </Dialog>
      <Sheet
        open={open === "sheet"}
        onClose={close}
        title="A new task"
        dirty={title !== ""}
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button kind="main">Save</Button>
          </>
        }
      >
        <div className="fields">
          <Text label="Title" value={title} onChange={(event) => setTitle(event.target.value)} />
          <DateField label="Due" value={day} onChange={setDay} />
          <Combobox label="Person" value={one} onChange={setOne} search={search} />
        </div>
      </Sheet>
      {open === "palette" && (
        <Palette
          label="Search or type a command"
          placeholder="Search or type a command"
          resultsLabel="Results"
          typed={typed}
          onType={setTyped}
          onChoose={(id) => {
            setTitle(id);
            close();
          }}
          onClose={close}
          status="Nothing here is called that."
          groups={[
            { title: "Commands", items: commands.slice(0, 1) },
            { title: "Pages", items: commands.slice(1) },
          ].map(({ title, items }) => ({
            title,
            items: items
              .filter((label) => label.toLowerCase().includes(typed.toLowerCase()))
              .map((label) => ({
                id: label,
                label,
                keys: label === "Tasks" ? "g t" : undefined,
                lead: <Glyph small {...glyphOf("work")} />,
              })),
          }))}
        />
      )}
      {open === "conflict" && (
        <Conflict
          title="Call the plumber"
          who="Mara"
          when="at 11:02"
          fields={[
            { name: "dueDate", label: "Due date", mine: "2026-12-04", theirs: "2026-12-07" },
            { name: "notes", label: "Notes", mine: "The tap drips.\nHe has a key.", theirs: "" },
          ]}
          onResolve={close}
          onDrop={close}
        />
      )}
    </Page>
  );
}
