/** What comes again by the clock, the next first. */
import create from "contract:rhythm.routines.create";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { moment } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { actionsOf, remove } from "./actions.ts";
import type { Routine } from "./rows.ts";
import type en from "./words.en.ts";

const parameters = { add: flag() };
const byNext = { query: { sort: "nextRunAt" } } as const;

export const load: PageModule["load"] = () => prefetchList("rhythm.routines.list", byNext);

export default function Routines() {
  const words = useWords<typeof en>("rhythm").routines;
  const [{ add }, setUrl] = useUrl(parameters);
  const routines = useList("rhythm.routines.list", byNext);
  const open = () => setUrl({ add: true });
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      actions={
        <Button kind="main" icon="plus" onClick={open}>
          {words.add}
        </Button>
      }
    >
      <List
        label={words.list}
        rows={routines}
        keyOf={({ id }) => id}
        item={useItem()}
        onDelete={(routine) => void remove(routine).catch(() => {})}
        empty={
          <Empty icon="repeat" title={words.empty} action={<Button onClick={open}>{words.add}</Button>}>
            {words.emptyHint}
          </Empty>
        }
      />
      {add && <NewRoutine close={() => setUrl({ add: false })} />}
    </Page>
  );
}

function useItem(): (routine: Routine) => Item {
  const words = useWords<typeof en>("rhythm").routines;
  return (routine) => ({
    name: routine.name,
    to: `/rhythm/routines/${routine.id}`,
    sub: routine.activities.length === 0 ? words.noTasks : words.tasks(routine.activities.length),
    lead: <Glyph icon="repeat" of="rhythm" />,
    end:
      routine.isActive && routine.nextRunAt ? (
        <span className="quiet small">{words.next(moment(routine.nextRunAt))}</span>
      ) : (
        <State icon="pause">{words.paused}</State>
      ),
    menu: [
      ...actionsOf(routine, words),
      {
        label: words.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(routine).catch(() => {}),
      },
    ],
  });
}

function NewRoutine({ close }: { close: () => void }) {
  const words = useWords<typeof en>("rhythm").routines;
  const form = useForm(create);
  const lines = form.value<{ title: string }[]>("activities");
  const submit = form.submit(async (body) => {
    const routine = body as Body<"rhythm.routines.create">;
    const activities = routine.activities?.filter(({ title }) => title.trim() !== "");
    await change("rhythm.routines.create", { body: { ...routine, activities }, title: routine.name, isQuiet: true });
    close();
  });
  return (
    <Sheet open onClose={close} title={words.add} dirty={form.isDirty}>
      <FormBody form={form} onSubmit={submit} label={words.add}>
        <Text label={words.name} {...form.input("name")} />
        <Text label={words.cron} help={words.cronHelp} placeholder="0 19 * * 2" {...form.input("cronExpression")} />
        <TextArea
          label={words.activities}
          value={(lines.value ?? []).map(({ title }) => title).join("\n")}
          error={lines.error}
          onChange={({ target }) => lines.onChange(target.value.split("\n").map((title) => ({ title })))}
        />
      </FormBody>
    </Sheet>
  );
}
