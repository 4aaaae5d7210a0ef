/** One thing in the pantry: how much of it, in which parts, and how it came and went. */
import "./household.css";
import update from "contract:household.pantry-items.update";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Page, Row, Stack } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import { Expiry } from "./Expiry.tsx";
import { Lots, Movements } from "./Lots.tsx";
import { PLACES } from "./NewPantryItem.tsx";
import { StockSheet, type StockVerb } from "./StockSheet.tsx";
import type en from "./words.en.ts";

type Item = Answer<"household.pantry-items.get">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { pantryItemId: params.pantryItemId! };
  prefetch("household.pantry-items.get", { path });
  prefetch("household.lots.list", { path });
};

export default function PantryItemPage() {
  const words = useWords<typeof en>("household");
  const { pantryItemId } = useParams() as { pantryItemId: string };
  const { data: item, problem, isLoading, retry } = useRead("household.pantry-items.get", { path: { pantryItemId } });
  return (
    <Page
      above={<Link to="/household/pantry-items">{words.pantry.title}</Link>}
      title={item?.name ?? words.pantry.title}
      state={isLoading ? "loading" : problem && !item ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {item && <Stock item={item} />}
    </Page>
  );
}

function Stock({ item }: { item: Item }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const [open, setOpen] = useState<StockVerb | "edit">();
  const [lotId, setLotId] = useState<string>();
  const isStock = open !== undefined && open !== "edit";
  const close = () => {
    setOpen(undefined);
    setLotId(undefined);
  };
  return (
    <Stack>
      <Card flush>
        <Facts
          facts={[
            {
              name: words.fields.thereIs,
              value: <span className="data">{amount(item.qtyInStock, item.unit)}</span>,
              note: item.ranLowAt !== null && <State tone="warn">{words.pantry.low}</State>,
            },
            {
              name: words.fields.least,
              value:
                item.qtyMin === 0 ? (
                  words.fields.noLeast
                ) : (
                  <span className="data">{amount(item.qtyMin, item.unit)}</span>
                ),
            },
            { name: words.fields.place, value: words.places[item.storageLocation] },
            {
              name: words.fields.expiryDate,
              value: item.expiryDate === null ? words.expiry.never : <Expiry day={item.expiryDate} short />,
            },
          ]}
        />
      </Card>
      <Row>
        <Button
          kind="main"
          icon="minus"
          why={item.qtyInStock === 0 && words.stock.nothingThere}
          onClick={() => setOpen("consume")}
        >
          {words.stock.consume}
        </Button>
        <Button icon="plus" onClick={() => setOpen("restock")}>
          {words.stock.restock}
        </Button>
        <Button onClick={() => setOpen("correct")}>{words.stock.correct}</Button>
        <Button kind="bare" icon="pencil" onClick={() => setOpen("edit")}>
          {common.edit}
        </Button>
      </Row>
      <Lots
        item={item}
        onUse={(id) => {
          setLotId(id);
          setOpen("consume");
        }}
      />
      <Movements item={item} />
      <StockSheet of={isStock ? item : undefined} verb={isStock ? open : "consume"} lotId={lotId} onClose={close} />
      <Sheet open={open === "edit"} onClose={close} title={item.name}>
        {open === "edit" && <Edit item={item} onClose={close} />}
      </Sheet>
    </Stack>
  );
}

function Edit({ item, onClose }: { item: Item; onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const form = useForm(update, { values: item, draft: item.id });
  const save = form.submit(async (body, row) => {
    const path = { pantryItemId: item.id };
    await change("household.pantry-items.update", { path, body, row, title: item.name, isQuiet: true });
    onClose();
  });
  return (
    <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved} onCancel={onClose}>
      <Text label={words.fields.name} {...form.input("name")} />
      <Text label={words.fields.unit} help={words.fields.unitFixed} {...form.input("unit")} />
      <NumberField label={words.fields.least} help={words.fields.leastHelp} min={0} {...form.value<number>("qtyMin")} />
      <Select
        label={words.fields.place}
        choices={PLACES.map((value) => ({ value, label: words.places[value] }))}
        {...form.input("storageLocation")}
      />
      <Text label={words.fields.barcode} inputMode="numeric" {...form.input("barcode")} />
    </FormBody>
  );
}
