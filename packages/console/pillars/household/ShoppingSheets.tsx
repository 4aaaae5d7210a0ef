/** What a tap does not say: to change a row of the shopping list, and to tell what was bought of it and for how much. */
import purchase from "contract:household.shopping-items.purchase";
import update from "contract:household.shopping-items.update";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { notify } from "#console/data/notices.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { now } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type { ShoppingItem } from "./rows.ts";
import type en from "./words.en.ts";

type Props = { row: ShoppingItem | undefined; onClose: () => void };

export function EditShopping({ row, onClose }: Props) {
  const words = useWords<typeof en>("household").shopping;
  return (
    <Sheet open={row !== undefined} onClose={onClose} title={words.edit}>
      {row && <EditForm row={row} onClose={onClose} />}
    </Sheet>
  );
}

function EditForm({ row, onClose }: { row: ShoppingItem; onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const form = useForm(update, { values: row, draft: row.id });
  const save = form.submit(async (body, before) => {
    await change("household.shopping-items.update", {
      path: { shoppingItemId: row.id },
      body,
      row: before,
      title: row.name,
      isQuiet: true,
    });
    onClose();
  });
  return (
    <FormBody form={form} onSubmit={save} onCancel={onClose}>
      <Text label={words.fields.name} {...form.input("name")} />
      <NumberField label={words.fields.quantity} min={0} step={1} {...form.value<number>("quantity")} />
      <Text label={words.fields.unit} {...form.input("unit")} help={words.fields.unitHelp} />
      <DateField label={words.shopping.needByLabel} {...form.value<string>("needByDate")} />
    </FormBody>
  );
}

export function Bought({ row, onClose }: Props) {
  const words = useWords<typeof en>("household").shopping;
  return (
    <Sheet open={row !== undefined} onClose={onClose} title={words.boughtWith}>
      {row && <BoughtForm row={row} onClose={onClose} />}
    </Sheet>
  );
}

function BoughtForm({ row, onClose }: { row: ShoppingItem; onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const { currency } = usePlace();
  const form = useForm(purchase, { draft: row.id });
  const save = form.submit(async (body) => {
    await change("household.shopping-items.purchase", {
      path: { shoppingItemId: row.id },
      body: { ...body, ...(body.priceCents !== undefined && { currency }) },
      row,
      patch: { isPurchased: true, purchasedAt: now().toISOString() },
      title: row.name,
      isQuiet: true,
    });
    notify({ kind: "done", text: words.shopping.bought(row.name) });
    onClose();
  });
  return (
    <FormBody form={form} onSubmit={save} label={words.shopping.boughtWith}>
      <p className="serif" dir="auto">
        {row.name}
      </p>
      <NumberField
        label={words.fields.quantity}
        help={words.shopping.asListed}
        min={0}
        {...form.value<number>("quantity")}
      />
      <Text label={words.fields.unit} {...form.input("unit")} />
      <DateField label={words.fields.expiryDate} {...form.value<string>("expiryDate")} />
      <MoneyField label={words.fields.price} currency={currency} {...moneyOf(form.value<number>("priceCents"))} />
    </FormBody>
  );
}

/** The field of money calls its value what it is. */
const moneyOf = <P extends { value: number | null }>({ value, ...rest }: P) => ({ ...rest, cents: value });
