/** Who and what a person's texts are about: by kind, found by name. */
import create from "contract:knowledge.entities.create";
import { useState } from "react";
import { useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, oneOf, useUrl } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Views } from "#console/ui/Views.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { iconOf, KINDS, type Kind, kindsOf } from "./kinds.ts";
import type en from "./words.en.ts";

type Entity = RowOf<"knowledge.entities.list">;
type Ignored = RowOf<"knowledge.ignored-names.list">;

const VIEWS = ["all", ...KINDS] as const;
const parameters = { kind: oneOf(...VIEWS), add: flag() };

const queryOf = (kind: (typeof VIEWS)[number], typed: string) => {
  const q = typed.trim();
  return { query: { sort: "normalizedName" as const, ...(kind !== "all" && { kind }), ...(q !== "" && { q }) } };
};

export const load: PageModule["load"] = ({ url }) => {
  const kind = VIEWS.find((one) => one === url.searchParams.get("kind")) ?? "all";
  prefetchList("knowledge.entities.list", queryOf(kind, ""));
};

export default function Entities() {
  const words = useWords<typeof en>("knowledge").entities;
  const [{ kind, add }, setUrl] = useUrl(parameters);
  const [typed, setTyped] = useState("");
  const rows = useList("knowledge.entities.list", queryOf(kind, typed));
  const addButton = (
    <Button icon="plus" onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  const item = ({ id, name, kind: of, aliases, links }: Entity): Item => ({
    name,
    title: <span dir="auto">{name}</span>,
    sub: aliases.length > 0 ? <span dir="auto">{aliases.join(", ")}</span> : undefined,
    lead: <Glyph icon={iconOf[of]} of="knowledge" />,
    end: (
      <>
        {kind === "all" && <Tag>{words.kinds[of]}</Tag>}
        <span className="data">{words.links(links)}</span>
      </>
    ),
    to: `/knowledge/entities/${id}`,
  });
  return (
    <Page title={words.title} lead={words.lead} actions={addButton}>
      <Text
        type="search"
        label={words.find}
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Views
        show={words.show}
        views={VIEWS}
        names={{ all: words.all, ...words.kinds }}
        value={kind}
        onChange={(view) => setUrl({ kind: view })}
        label={words.list}
        rows={rows}
        item={item}
        empty={
          typed.trim() === ""
            ? { icon: "layers", title: words.empty, children: words.emptyHint, action: addButton }
            : { icon: "layers", title: words.notFound }
        }
      />
      <IgnoredNames />
      <Sheet open={add} onClose={() => setUrl({ add: false })} title={words.add}>
        {add && <Create kind={kind === "all" ? "topic" : kind} />}
      </Sheet>
    </Page>
  );
}

/** Names that are none, each with a way back; nothing where there is none. */
function IgnoredNames() {
  const words = useWords<typeof en>("knowledge").entities;
  const rows = useList("knowledge.ignored-names.list");
  if (rows.state !== "ready") return null;
  const item = (row: Ignored): Item => ({
    name: row.name,
    title: <span dir="auto">{row.name}</span>,
    menu: [{ label: words.findAgain, icon: "undo", onSelect: () => void findAgain(row) }],
  });
  return (
    <Section title={words.ignored}>
      <p className="quiet">{words.ignoredHelp}</p>
      <List
        label={words.ignored}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={<Empty icon="layers" title={words.notFound} />}
      />
    </Section>
  );
}

const findAgain = (row: Ignored) =>
  change("knowledge.ignored-names.remove", { path: { ignoredNameId: row.id }, row, title: row.name });

function Create({ kind }: { kind: Kind }) {
  const words = useWords<typeof en>("knowledge").entities;
  const common = useCommon();
  const go = useNavigate();
  const form = useForm(create, { values: { kind } });
  const save = form.submit(async (body) => {
    const given = { kind, name: "", ...(body as { kind?: Kind; name?: string }) };
    const made = await change("knowledge.entities.create", { body: given, title: given.name, isQuiet: true });
    await go(`/knowledge/entities/${made.id}`);
  });
  return (
    <FormBody form={form} onSubmit={save} label={common.add}>
      <Text label={words.name} {...form.input("name")} />
      <Select label={words.kind} choices={kindsOf(words.kinds)} {...form.input("kind")} />
    </FormBody>
  );
}
