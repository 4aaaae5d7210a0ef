/** One entity: what it is called, what is around it as a graph to walk through, and what mentions it. */
import update from "contract:knowledge.entities.update";
import { lazy, Suspense, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Multibox } from "#console/ui/Combobox.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Around } from "./EntityGraph.tsx";
import { kindsOf } from "./kinds.ts";
import type en from "./words.en.ts";

const LinkWith = lazy(() => import("./LinkWith.tsx"));
const MergeEntity = lazy(() => import("./MergeEntity.tsx"));
const MergedInto = lazy(() => import("./MergedInto.tsx"));

type Entity = Answer<"knowledge.entities.get">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { entityId: params.entityId! };
  prefetch("knowledge.entities.get", { path });
  prefetch("knowledge.entities.neighbours", { path, query: { depth: 2, limit: 200 } });
};

export default function EntityPage() {
  const words = useWords<typeof en>("knowledge");
  const { entityId } = useParams() as { entityId: string };
  const { data: entity, problem, isLoading, retry } = useRead("knowledge.entities.get", { path: { entityId } });
  const [isMerging, setMerging] = useState(false);
  return (
    <Page
      above={<Link to="/knowledge/entities">{words.entities.title}</Link>}
      title={entity?.name ?? words.entities.title}
      lead={entity && <Tag>{words.entities.kinds[entity.kind]}</Tag>}
      actions={
        entity && (
          <>
            <Button icon="layers" onClick={() => setMerging(true)}>
              {words.merging.open}
            </Button>
            <NoEntity entity={entity} />
          </>
        )
      }
      state={isLoading ? "loading" : problem && !entity ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {entity && (
        <>
          <Known entity={entity} />
          <Around key={`around ${entity.id}`} entity={entity} />
          <Backlinks type="entity" id={entity.id} />
          <Suspense fallback={null}>
            <LinkWith entity={entity} />
            <MergedInto entityId={entity.id} />
            {isMerging && <MergeEntity entity={entity} onClose={() => setMerging(false)} />}
          </Suspense>
          <Edit key={entity.id} entity={entity} />
        </>
      )}
    </Page>
  );
}

/** It goes with its links, and is not found again; whoever wants it back gets one of the same name. */
function NoEntity({ entity }: { entity: Entity }) {
  const words = useWords<typeof en>("knowledge").entity;
  const go = useNavigate();
  const { id, kind, name, aliases, attributes } = entity;
  const again = () => change("knowledge.entities.create", { body: { kind, name, aliases, attributes }, title: name });
  const remove = async () => {
    await change("knowledge.entities.remove", {
      path: { entityId: id },
      row: entity,
      title: name,
      undo: again,
      undoText: words.removed(name),
    });
    await beginListsAnew("knowledge.ignored-names");
    void go("/knowledge/entities");
  };
  return (
    <Button kind="bare" icon="trash" onClick={() => void remove()}>
      {words.isNone}
    </Button>
  );
}

/** What texts say of it, such as the day of an event; nothing where they say nothing. */
function Known({ entity }: { entity: Entity }) {
  const words = useWords<typeof en>("knowledge").entity;
  const facts = Object.entries(entity.attributes).filter(
    ([, value]) => typeof value === "string" || typeof value === "number",
  );
  if (facts.length === 0) return null;
  const shown = (key: string, value: unknown) =>
    key === "date" && /^\d{4}-\d\d-\d\d$/.test(String(value)) ? day(String(value)) : String(value);
  return (
    <Facts
      facts={facts.map(([key, value]) => ({
        name: key === "date" ? words.date : key,
        value: <span dir="auto">{shown(key, value)}</span>,
      }))}
    />
  );
}

function Edit({ entity }: { entity: Entity }) {
  const words = useWords<typeof en>("knowledge");
  const form = useForm(update, { values: entity, draft: entity.id });
  const aliases = form.value<string[]>("aliases");
  const path = { entityId: entity.id };
  const save = form.submit((body, row) =>
    change("knowledge.entities.update", { path, body, row, title: entity.name, isQuiet: true }),
  );
  const optionOf = (alias: string) => ({ value: alias, label: alias });
  return (
    <Section title={words.entity.edit}>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.entity.unchanged}>
        <Text label={words.entities.name} help={words.entity.nameHelp} {...form.input("name")} />
        <Select label={words.entities.kind} choices={kindsOf(words.entities.kinds)} {...form.input("kind")} />
        <Multibox
          label={words.entity.aliases}
          help={words.entity.aliasesHelp}
          error={aliases.error}
          values={(aliases.value ?? []).map(optionOf)}
          onChange={(options) => aliases.onChange(options.map(({ value }) => value))}
          onCreate={(typed) => aliases.onChange([...new Set([...(aliases.value ?? []), typed])])}
          search={() => []}
        />
      </FormBody>
    </Section>
  );
}
