/** One shop: what it is called, what else it is called on statements, and which one it is the same as. */
import "./household.css";
import update from "contract:household.vendors.update";
import { useCallback, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { change, useChange } from "#console/data/change.ts";
import { type Answer, call } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { beginListsAnew, prefetchList, type RowOf, type Rows, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import { Text } from "#console/ui/Field.tsx";
import { List } from "#console/ui/List.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Vendor = Answer<"household.vendors.get">;
type Spelling = RowOf<"household.aliases.list">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { vendorId: params.vendorId! };
  prefetch("household.vendors.get", { path });
  prefetchList("household.aliases.list", { path });
};

export default function VendorPage() {
  const words = useWords<typeof en>("household").vendors;
  const { vendorId } = useParams() as { vendorId: string };
  const { data: vendor, problem, isLoading, retry } = useRead("household.vendors.get", { path: { vendorId } });
  const spellings = useList("household.aliases.list", { path: { vendorId } });
  const isOurs = vendor?.householdId !== null;
  return (
    <Page
      above={<Link to="/household/vendors">{words.title}</Link>}
      title={vendor?.name ?? words.title}
      // All of it at once: below the spellings nothing moves when they come.
      state={isLoading || spellings.state === "loading" ? "loading" : problem && !vendor ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {vendor && (
        <>
          {isOurs ? <Edit vendor={vendor} /> : <Remark icon="lock">{words.readOnly}</Remark>}
          <Spellings vendor={vendor} rows={spellings} isOurs={isOurs} />
          {isOurs && <Merge vendor={vendor} />}
        </>
      )}
    </Page>
  );
}

function Edit({ vendor }: { vendor: Vendor }) {
  const words = useWords<typeof en>("household");
  const form = useForm(update, { values: vendor, draft: vendor.id });
  const save = form.submit((body, row) =>
    change("household.vendors.update", { path: { vendorId: vendor.id }, body, row, title: vendor.name, isQuiet: true }),
  );
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
        <Text label={words.fields.name} {...form.input("name")} />
        <Text label={words.vendors.category} help={words.vendors.categoryHelp} {...form.input("defaultCategory")} />
      </FormBody>
    </Card>
  );
}

function Spellings({ vendor, rows, isOurs }: { vendor: Vendor; rows: Rows<Spelling>; isOurs: boolean }) {
  const words = useWords<typeof en>("household").vendors;
  const common = useCommon();
  const path = { vendorId: vendor.id };
  const [pattern, setPattern] = useState("");
  const adding = useChange("household.aliases.create");
  const add = async () => {
    if (await adding.run({ path, body: { pattern }, title: pattern })) setPattern("");
  };
  return (
    <Section title={words.spellings}>
      <p className="quiet">{words.spellingHelp}</p>
      <List
        label={words.spellings}
        rows={rows}
        keyOf={({ id }) => id}
        item={(row) => ({
          name: row.pattern,
          menu: isOurs ? [{ label: words.forget, icon: "trash", danger: true, onSelect: () => void forget(row) }] : [],
        })}
        empty={<Empty icon="tag" title={words.noSpellings} />}
        onDelete={isOurs ? forget : undefined}
      />
      {isOurs && (
        <form
          className="field-with-button"
          onSubmit={(event) => {
            event.preventDefault();
            if (pattern.trim() && !adding.isPending) void add();
          }}
        >
          <Text
            label={words.newSpelling}
            error={adding.problem?.text}
            maxLength={200}
            value={pattern}
            onChange={({ target }) => setPattern(target.value)}
          />
          <Button type="submit" busy={adding.isPending}>
            {common.add}
          </Button>
        </form>
      )}
    </Section>
  );
}

/** The API has no way back for a spelling but to teach it again. */
const forget = (alias: Spelling) =>
  change("household.aliases.remove", {
    path: { vendorId: alias.vendorId, aliasId: alias.id },
    row: alias,
    title: alias.pattern,
    undo: () =>
      change("household.aliases.create", {
        path: { vendorId: alias.vendorId },
        body: { pattern: alias.pattern },
        title: alias.pattern,
      }),
    undoText: alias.pattern,
  });

function Merge({ vendor }: { vendor: Vendor }) {
  const words = useWords<typeof en>("household").vendors;
  const go = useNavigate();
  const [into, setInto] = useState<Option | null>(null);
  const merging = useChange("household.vendors.merge");
  const search = useCallback(
    async (typed: string, signal: AbortSignal): Promise<Option[]> => {
      const query = { householdId: vendor.householdId, sort: "name", limit: 100 };
      const { data } = await call("household.vendors.list", { query, signal });
      return data
        .filter(({ id, name }) => id !== vendor.id && name.toLowerCase().includes(typed.toLowerCase()))
        .map(({ id, name }) => ({ value: id, label: name }));
    },
    [vendor.id, vendor.householdId],
  );
  const merge = async () => {
    if (!into) return;
    const body = { into: into.value };
    const merged = await merging.run({
      path: { vendorId: vendor.id },
      body,
      row: vendor,
      patch: {},
      title: vendor.name,
    });
    if (!merged) return;
    await beginListsAnew("household.vendors");
    await go(`/household/vendors/${into.value}`);
  };
  return (
    <Section title={words.merge}>
      <p className="quiet">{words.mergeHelp}</p>
      <Combobox label={words.into} search={search} value={into} onChange={setInto} />
      {merging.problem && <Problem problem={merging.problem} />}
      <Row>
        <Button kind="danger" busy={merging.isPending} why={!into && words.chooseInto} onClick={() => void merge()}>
          {words.merge}
        </Button>
      </Row>
    </Section>
  );
}
