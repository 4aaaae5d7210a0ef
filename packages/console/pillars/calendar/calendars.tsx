/** All calendars: their colours, which are shown, where new events go, and how up to date those are that come from elsewhere. */
import create from "contract:calendar.calendars.create";
import update from "contract:calendar.calendars.update";
import { useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Field, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { makeDefault, removeCalendar, toggleCalendar, updateCalendar } from "./calendar-changes.ts";
import type { Calendar } from "./entries.ts";
import { Styles } from "./Styles.tsx";
import { ownColor } from "./view.ts";
import type en from "./words.en.ts";

const byName = { query: { sort: "name" as const } };
/** What the field shows while a calendar has no colour of its own: that of the pillar. */
const USUAL_COLOR = "#0e848c";

export const load: PageModule["load"] = () => prefetchList("calendar.calendars.list", byName);

export default function Calendars() {
  const all = useWords<typeof en>("calendar");
  const words = all.calendars;
  const common = useCommon();
  const said = useSaid();
  const rows = useList("calendar.calendars.list", byName);
  const [edited, setEdited] = useState<Calendar | "new">();
  const add = (
    <Button kind="main" icon="plus" onClick={() => setEdited("new")}>
      {words.add}
    </Button>
  );
  const item = (calendar: Calendar): Item => ({
    name: calendar.name,
    lead: <span className="cal-dot of-calendar" style={ownColor({ color: calendar.color ?? undefined })} />,
    end: (
      <Check
        label={words.show(calendar.name)}
        unseenLabel
        checked={calendar.isSelected}
        onChange={() => void toggleCalendar(calendar).catch(() => {})}
      />
    ),
    sub: [
      words.providers[calendar.provider],
      calendar.isDefault && words.usual,
      calendar.isReadOnly && words.readOnly,
      !calendar.isSelected && words.hidden,
    ]
      .filter(Boolean)
      .join(" · "),
    ...(calendar.syncError && { problem: words.failed(said(calendar.syncError, calendar.syncErrorCoded)) }),
    onOpen: () => setEdited(calendar),
    menu: [
      { label: common.edit, icon: "pencil", onSelect: () => setEdited(calendar) },
      ...(calendar.isDefault || calendar.isReadOnly
        ? []
        : [
            {
              label: words.makeDefault,
              icon: "check" as const,
              onSelect: () => void makeDefault(calendar).catch(() => {}),
            },
          ]),
      {
        label: common.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(calendar),
      },
    ],
  });
  return (
    <Page
      above={<Link to="/calendar/events">{all.calendar.title}</Link>}
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <ButtonLink icon="link" to="/calendar/sources">
            {all.sources.title}
          </ButtonLink>
          {add}
        </>
      }
    >
      <Styles />
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        onDelete={(calendar) => void remove(calendar)}
        empty={
          <Empty icon="calendar" title={words.empty} action={add}>
            {words.emptyHint}
          </Empty>
        }
      />
      {edited === "new" && (
        <FormSheet
          title={words.add}
          form={create}
          begin={{ color: USUAL_COLOR }}
          fields={(form) => <Fields form={form} />}
          save={(body) =>
            change("calendar.calendars.create", {
              body: body as Body<"calendar.calendars.create">,
              title: String(body.name),
              isQuiet: true,
            })
          }
          onClose={() => setEdited(undefined)}
        />
      )}
      {edited && edited !== "new" && (
        <FormSheet
          title={words.change(edited.name)}
          form={update}
          row={edited}
          fields={(form) => <Fields form={form} />}
          save={(body, row) => updateCalendar(row as Calendar, body, true)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}

// Why it could not be deleted, a notice says.
const remove = (calendar: Calendar) => removeCalendar(calendar).catch(() => {});

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("calendar").calendars;
  const color = form.input("color");
  return (
    <>
      <Text label={words.name} {...form.input("name")} />
      <Field label={words.color} error={color.error}>
        {(described) => (
          <input type="color" {...described} value={color.value || USUAL_COLOR} onChange={color.onChange} />
        )}
      </Field>
    </>
  );
}
