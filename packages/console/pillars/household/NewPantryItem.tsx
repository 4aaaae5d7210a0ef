/** Something that was not in the pantry before, with what is there of it. */
import create from "contract:household.pantry-items.create";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export const PLACES = ["pantry", "fridge", "freezer"] as const;

export function NewPantryItem({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords<typeof en>("household").pantry;
  return (
    <Sheet open={open} onClose={onClose} title={words.add}>
      {open && <Fields onClose={onClose} />}
    </Sheet>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const form = useForm(create);
  const save = form.submit(async (body) => {
    // What the form asks for is what the contract names; the API says of each field what is wrong with it.
    const { name = "", ...rest } = body as { name?: string };
    await change("household.pantry-items.create", { body: { name, ...rest }, title: name, isQuiet: true });
    onClose();
  });
  return (
    <FormBody form={form} onSubmit={save} label={common.add}>
      <Text label={words.fields.name} {...form.input("name")} />
      <div className="fields-in-a-row">
        <NumberField label={words.fields.thereIs} min={0} step={1} {...form.value<number>("qtyInStock")} />
        <Text label={words.fields.unit} help={words.fields.unitHelp} {...form.input("unit")} />
      </div>
      <DateField label={words.fields.expiryDate} {...form.value<string>("expiryDate")} />
      <NumberField label={words.fields.least} help={words.fields.leastHelp} min={0} {...form.value<number>("qtyMin")} />
      <Select
        label={words.fields.place}
        choices={PLACES.map((value) => ({ value, label: words.places[value] }))}
        {...form.input("storageLocation")}
      />
    </FormBody>
  );
}
