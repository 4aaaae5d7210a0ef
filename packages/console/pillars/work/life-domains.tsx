/** The areas of a life, in the person's order: every task, goal and project may belong to one. */
import create from "contract:work.life-domains.create";
import update from "contract:work.life-domains.update";
import { useState } from "react";
import { allOf, arranged, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { beginListsAnew, prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { byOrder, lastPlace } from "#console/data/ordered.ts";
import { useRead } from "#console/data/read.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Switch } from "#console/ui/Switch.tsx";
import { list } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewRow } from "./NewRow.tsx";
import { moved } from "./order.ts";
import type en from "./words.en.ts";
import "./work.css";

type Domain = RowOf<"work.life-domains.list">;
const all = { query: { sort: "sortOrder" as const } };

export const load: PageModule["load"] = () => prefetchList("work.life-domains.list", all);

export default function LifeDomains() {
  const words = useWords<typeof en>("work").domains;
  const domains = useList("work.life-domains.list", all);
  const shown = arranged(domains, (rows) => rows.toSorted(byOrder));
  const known = allOf(shown);
  const [edited, setEdited] = useState<Domain>();
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <NewRow
          main
          label={words.add}
          title={words.add}
          form={create}
          fields={(form) => <Fields form={form} />}
          save={(body) =>
            change("work.life-domains.create", {
              body: { ...body, name: String(body.name ?? ""), sortOrder: lastPlace(known) },
              isQuiet: true,
            })
          }
        />
      }
    >
      <List
        label={words.title}
        rows={shown}
        keyOf={({ id }) => id}
        item={useItem(setEdited)}
        empty={<Templates />}
        onDelete={(domain) => void remove(domain)}
        onMove={isWhole(domains) ? (domain, by) => void move(known, domain, by) : undefined}
      />
      {edited && (
        <FormSheet
          title={words.edit(edited.name)}
          form={update}
          row={edited}
          fields={(form) => (
            <>
              <Fields form={form} />
              <Switch
                label={words.active}
                help={words.activeHelp}
                checked={form.value<boolean>("isActive").value ?? true}
                onChange={form.value<boolean>("isActive").onChange}
              />
            </>
          )}
          save={(body, row) => {
            const path = { lifeDomainId: edited.id };
            return change("work.life-domains.update", { path, body, row, title: edited.name, isQuiet: true });
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}

type Form = Parameters<Parameters<typeof NewRow>[0]["fields"]>[0];

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("work").domains;
  const colour = form.input("color");
  return (
    <>
      <Text label={words.name} {...form.input("name")} />
      <Text label={words.color} type="color" {...colour} value={colour.value || "#6b6a66"} />
      <TextArea label={words.description} {...form.input("description")} />
    </>
  );
}

function useItem(edit: (domain: Domain) => void): (domain: Domain) => Item {
  const words = useWords<typeof en>("work").domains;
  return (domain) => ({
    name: domain.name,
    lead: <span className="swatch" style={{ background: domain.color ?? "transparent" }} />,
    sub: domain.description && <span dir="auto">{domain.description}</span>,
    to: `/work/tasks?domain=${domain.id}`,
    end: !domain.isActive && <Tag>{words.resting}</Tag>,
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => edit(domain) },
      { label: words.tasks, icon: "task", to: `/work/tasks?domain=${domain.id}` },
      { label: words.projects, icon: "board", to: `/work/projects?domain=${domain.id}` },
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(domain) },
    ],
  });
}

/** Nobody has to think of areas first: the templates make some. */
function Templates() {
  const words = useWords<typeof en>("work").domains;
  const { data } = useRead("work.life-domains.templates");
  const start = async (template: "everyday" | "freelance") => {
    await change("work.life-domains.startFromTemplate", { body: { template } });
    await beginListsAnew("work.life-domains");
  };
  return (
    <Empty icon="layers" title={words.empty}>
      <div className="templates">
        {data?.data.map(({ name, domains }) => (
          <p key={name}>
            <Button onClick={() => void start(name)}>{words.template[name]}</Button>
            <span className="quiet small" dir="auto">
              {list(domains.map((domain) => domain.name))}
            </span>
          </p>
        ))}
      </div>
    </Empty>
  );
}

const remove = (row: Domain) =>
  change("work.life-domains.remove", { path: { lifeDomainId: row.id }, row, title: row.name });

async function move(shown: readonly Domain[], domain: Domain, by: number): Promise<void> {
  const from = shown.indexOf(domain);
  const byId = new Map(shown.map((one) => [one.id, one]));
  const put = (row: Domain, sortOrder: number) =>
    change("work.life-domains.update", { path: { lifeDomainId: row.id }, body: { sortOrder }, row, title: row.name });
  await Promise.all(moved(shown, from, from + by).map(({ id, sortOrder }) => put(byId.get(id)!, sortOrder)));
}
