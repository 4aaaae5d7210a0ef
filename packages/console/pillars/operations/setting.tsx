/** One setting: change it after seeing what that changes, go back to the default, and who set it before. */

import put from "contract:admin.system-config.put";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Diff, diffLines } from "#console/ui/Diff.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Facts, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { OpsPage, PersonLink, Unknown } from "./parts.tsx";
import { Value } from "./system-config.tsx";
import type en from "./words.en.ts";

type Setting = Answer<"admin.system-config.get">;
type Change = Setting["history"][number];

export const load: PageModule["load"] = ({ params }) =>
  prefetch("admin.system-config.get", { path: { key: params.key! } });

export default function SettingPage() {
  const words = useWords<typeof en>("operations").config;
  const { key } = useParams() as { key: string };
  const { data: setting, problem, isLoading, retry } = useRead("admin.system-config.get", { path: { key } });
  const columns: Column<Change>[] = [
    { id: "at", label: words.at, cell: ({ createdAt }) => <Time at={createdAt} form="moment" /> },
    {
      id: "value",
      label: words.value,
      isName: true,
      cell: ({ action, value }) =>
        action === "removed" ? (
          words.wentBack
        ) : value === null ? (
          <span className="quiet">{words.secret}</span>
        ) : (
          <span className="mono">{value}</span>
        ),
    },
    { id: "by", label: words.by, cell: ({ actorId }) => <PersonLink id={actorId} /> },
  ];
  return (
    <OpsPage
      above={<Link to="/operations/system-config">{words.title}</Link>}
      title={<span className="mono">{key}</span>}
      state={isLoading ? "loading" : problem && !setting ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={setting?.from === "administrator" && <GoBack setting={setting} onDone={retry} />}
    >
      {setting && (
        <>
          <Card flush>
            <Facts
              facts={[
                { name: words.value, value: <Value setting={setting} /> },
                { name: words.from, value: words.sources[setting.from] },
                {
                  name: words.otherwise,
                  value: setting.default === null ? <Unknown /> : <span className="mono">{setting.default}</span>,
                },
              ]}
            />
          </Card>
          <Section title={words.change}>
            <Edit key={setting.updatedAt} setting={setting} onDone={retry} />
          </Section>
          <Section title={words.history}>
            <Table
              label={words.history}
              rows={rowsOf(setting.history)}
              columns={columns}
              keyOf={({ id }) => id}
              empty={<Empty icon="clock" title={words.noHistory} />}
            />
          </Section>
        </>
      )}
    </OpsPage>
  );
}

function Edit({ setting, onDone }: { setting: Setting; onDone: () => void }) {
  const words = useWords<typeof en>("operations").config;
  const form = useForm(put, { values: { ...setting, value: setting.value ?? "" }, draft: setting.key });
  const said = useSaid();
  const field = form.input("value");
  const save = form.submit(async ({ value }, before) => {
    await change("admin.system-config.put", {
      path: { key: setting.key },
      body: { value: String(value) },
      row: { ...before, id: setting.key },
      title: setting.key,
      isQuiet: true,
    });
    onDone();
  });
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.unchanged}>
        <TextArea
          label={setting.isSecret ? words.newSecret : words.newValue}
          help={
            <>
              {words.must} {said(setting.must, setting.mustCoded)}
            </>
          }
          spellCheck={false}
          {...field}
        />
        {form.isDirty && !setting.isSecret && <Diff label={words.diff} lines={linesOf(setting.value, field.value)} />}
      </FormBody>
    </Card>
  );
}

/** Where nothing was set there is nothing to take away. */
const linesOf = (before: string | null, after: string) =>
  before === null ? after.split("\n").map((text) => ({ kind: "added" as const, text })) : diffLines(before, after);

/** What an administrator set is kept in the history, so that it can be set again; a secret is shown to nobody, and has to be typed again. */
function GoBack({ setting, onDone }: { setting: Setting; onDone: () => void }) {
  const words = useWords<typeof en>("operations").config;
  const { key, value } = setting;
  const setAgain = async () => {
    await change("admin.system-config.put", { path: { key }, body: { value: value! }, title: key });
    onDone();
  };
  const remove = async () => {
    await change("admin.system-config.remove", {
      path: { key },
      title: key,
      ...(value !== null && { undo: setAgain, undoText: words.isBack(key) }),
    });
    onDone();
  };
  return (
    <Button icon="undo" onClick={() => void remove()}>
      {words.goBack}
    </Button>
  );
}
