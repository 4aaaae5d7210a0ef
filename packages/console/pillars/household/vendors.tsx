/** The shops and payees that the household knows. */
import "./household.css";
import create from "contract:household.vendors.create";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Vendor = RowOf<"household.vendors.list">;

const VENDORS = { query: { sort: "name" as const } };
const parameters = { add: flag() };

export const load: PageModule["load"] = () => prefetchList("household.vendors.list", VENDORS);

export default function Vendors() {
  const words = useWords<typeof en>("household").vendors;
  const [{ add }, setUrl] = useUrl(parameters);
  const rows = useList("household.vendors.list", VENDORS);
  const addButton = (
    <Button icon="plus" onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  const item = ({ id, name, defaultCategory, householdId }: Vendor): Item => ({
    name,
    to: `/household/vendors/${id}`,
    end: (
      <>
        {householdId === null && <Tag>{words.everybodys}</Tag>}
        {defaultCategory && (
          <span className="quiet" dir="auto">
            {defaultCategory}
          </span>
        )}
      </>
    ),
  });
  return (
    <Page title={words.title} lead={words.lead} actions={addButton}>
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={
          <Empty icon="tag" title={words.empty} action={addButton}>
            {words.emptyHint}
          </Empty>
        }
      />
      <Sheet open={add} onClose={() => setUrl({ add: false })} title={words.add}>
        {add && <Create onClose={() => setUrl({ add: false })} />}
      </Sheet>
    </Page>
  );
}

function Create({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const form = useForm(create);
  const save = form.submit(async (body) => {
    const { name = "", ...rest } = body as { name?: string };
    await change("household.vendors.create", { body: { name, ...rest }, title: name, isQuiet: true });
    onClose();
  });
  return (
    <FormBody form={form} onSubmit={save} label={common.add}>
      <Text label={words.fields.name} {...form.input("name")} />
      <Text label={words.vendors.category} help={words.vendors.categoryHelp} {...form.input("defaultCategory")} />
    </FormBody>
  );
}
