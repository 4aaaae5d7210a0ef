/** What was between the person and a contact: who owes whom, and each time that they were in touch. */
import create from "contract:people.interactions.create";
import update from "contract:people.interactions.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { MomentField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { day, dayOf, duration, money } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { CHANNELS, logContact } from "./interaction-changes.ts";
import type en from "./words.en.ts";

type Interaction = RowOf<"people.interactions.list">;
type Contact = { id: string; name: string };

export function Interactions({ contact, onChange }: { contact: Contact; onChange: () => void }) {
  const words = useWords<typeof en>("people").interactions;
  const path = { contactId: contact.id };
  const rows = useList("people.interactions.list", { path });
  const balances = useRead("people.balances.list", { path });
  const [open, setOpen] = useState<Interaction | "new">();
  const done = () => {
    rows.retry();
    balances.retry();
    onChange();
  };
  const remove = (row: Interaction) =>
    void change("people.interactions.remove", {
      path: { ...path, interactionId: row.id },
      row,
      title: words.channels[row.channel],
    })
      .then(done)
      .catch(() => {});
  const item = (row: Interaction): Item => ({
    name: `${words.channels[row.channel]}, ${day(dayOf(row.occurredAt), "long")}`,
    title: row.summary ?? words.channels[row.channel],
    sub: [
      day(dayOf(row.occurredAt), "long"),
      row.summary && words.channels[row.channel],
      row.exchange && row.direction && words.exchanges[row.exchange][row.direction],
      row.durationMinutes !== null && duration(row.durationMinutes),
      row.sourceType && words.sources[row.sourceType as keyof typeof words.sources],
    ]
      .filter(Boolean)
      .join(" · "),
    end: row.amountCents !== null && row.currency && money(row.amountCents, row.currency),
    onOpen: () => setOpen(row),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => setOpen(row) },
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) },
    ],
  });
  const log = (
    <>
      <Button
        small
        icon="check"
        onClick={() => void logContact(words, { contactId: contact.id, name: contact.name, channel: "call" }, done)}
      >
        {words.log}
      </Button>
      <Button small icon="plus" onClick={() => setOpen("new")}>
        {words.add}
      </Button>
    </>
  );
  return (
    <Section title={words.title} more={log}>
      <Balances rows={balances.data?.data ?? []} name={contact.name} />
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        onDelete={remove}
        lines={2}
        empty={<Empty icon="people" title={words.none} />}
      />
      {open && (
        <InteractionSheet
          contact={contact}
          row={open === "new" ? undefined : open}
          onClose={() => setOpen(undefined)}
          onDone={done}
        />
      )}
    </Section>
  );
}

type Balance = { currency: string; balanceCents: number; givenCents: number; receivedCents: number };

function Balances({ rows, name }: { rows: readonly Balance[]; name: string }) {
  const words = useWords<typeof en>("people").interactions;
  const said = rows.flatMap(({ currency, balanceCents, givenCents, receivedCents }) => [
    ...(balanceCents > 0 ? [words.theyOwe(name, money(balanceCents, currency))] : []),
    ...(balanceCents < 0 ? [words.youOwe(name, money(-balanceCents, currency))] : []),
    ...(givenCents > 0 ? [words.given(money(givenCents, currency))] : []),
    ...(receivedCents > 0 ? [words.received(money(receivedCents, currency))] : []),
  ]);
  if (said.length === 0) return null;
  return (
    <ul className="people-balances">
      {said.map((one) => (
        <li key={one} dir="auto">
          {one}
        </li>
      ))}
    </ul>
  );
}

type SheetProps = { contact: Contact; row: Interaction | undefined; onClose: () => void; onDone: () => void };

function InteractionSheet({ contact, row, onClose, onDone }: SheetProps) {
  const words = useWords<typeof en>("people").interactions;
  const path = { contactId: contact.id };
  if (row)
    return (
      <FormSheet
        title={words.channels[row.channel]}
        form={update}
        row={row}
        fields={(form) => <Fields form={form} />}
        save={(body, base) =>
          change("people.interactions.update", {
            path: { ...path, interactionId: row.id },
            body: whole(body, row),
            row: base,
            title: contact.name,
            isQuiet: true,
          }).then(onDone)
        }
        onClose={onClose}
      />
    );
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={{ channel: "call" }}
      fields={(form) => <Fields form={form} />}
      save={(body) =>
        change("people.interactions.create", {
          path,
          body: whole(body) as Body<"people.interactions.create">,
          isQuiet: true,
        }).then(onDone)
      }
      onClose={onClose}
    />
  );
}

/** An amount is in the person's currency unless they said another, and without an amount there is none. */
function whole(body: Record<string, unknown>, row?: Interaction): Record<string, unknown> {
  const amount = "amountCents" in body ? body.amountCents : row?.amountCents;
  if (amount === null || amount === undefined) {
    const { currency: _, ...rest } = body;
    return row?.currency ? { ...rest, currency: null } : rest;
  }
  return { ...body, currency: body.currency ?? row?.currency ?? place().currency };
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("people").interactions;
  const exchange = form.value<keyof typeof words.whats>("exchange").value;
  const currency = form.value<string>("currency").value;
  const { value: cents, ...amount } = form.value<number>("amountCents");
  return (
    <>
      <div className="fields-row">
        <Select
          label={words.channel}
          choices={CHANNELS.map((value) => ({ value, label: words.channels[value] }))}
          {...form.input("channel")}
        />
        <MomentField
          label={words.when}
          help={words.whenHelp}
          defaultTime="12:00"
          {...form.value<string>("occurredAt")}
        />
      </div>
      <Select
        label={words.side}
        choices={[
          { value: "", label: words.sides.none },
          { value: "outbound", label: words.sides.outbound },
          { value: "inbound", label: words.sides.inbound },
        ]}
        {...form.input("direction")}
      />
      <TextArea label={words.summary} rows={3} {...form.input("summary")} />
      <NumberField
        label={words.duration}
        integer
        min={1}
        max={100_000}
        unit={words.minutes}
        {...form.value<number>("durationMinutes")}
      />
      <Select
        label={words.what}
        help={words.whatHelp}
        choices={[
          { value: "", label: words.whats.none },
          ...(["gift", "loan", "repayment"] as const).map((value) => ({ value, label: words.whats[value] })),
        ]}
        {...form.input("exchange")}
      />
      {exchange && (
        <div className="fields-row">
          <MoneyField label={words.amount} currency={currency ?? undefined} cents={cents} {...amount} />
          <Text label={words.currency} placeholder={place().currency} {...form.input("currency")} />
        </div>
      )}
    </>
  );
}
