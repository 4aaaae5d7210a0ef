/** A button that opens a sheet with a short form, for a new row or for one that is there. */
import { type ReactNode, useState } from "react";
import { type FormDescriptor, useForm } from "#console/data/form.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";

type Form = ReturnType<typeof useForm>;

type SheetFormProps = {
  title: string;
  form: FormDescriptor;
  /** The row that is changed, or what a new one begins with. */
  row?: { id: string };
  begin?: object;
  fields: (form: Form) => ReactNode;
  save: (body: Record<string, unknown>, row: object) => Promise<unknown>;
  onClose: () => void;
};

/** The form itself; it is there while it is open, so that each opening begins with what is so then. */
export function SheetForm({ title, form: descriptor, row, begin, fields, save, onClose }: SheetFormProps) {
  const common = useCommon();
  const form = useForm(descriptor, { values: row ?? begin, draft: row?.id ?? "new" });
  const submit = form.submit(async (body, base) => {
    await save(row ? body : { ...begin, ...body }, base);
    onClose();
  });
  const close = () => {
    form.reset();
    onClose();
  };
  return (
    <Sheet open title={title} dirty={form.isDirty} onClose={close}>
      <form onSubmit={submit}>
        <Stack>
          {fields(form)}
          {form.problem && <Problem problem={form.problem} />}
          <div className="row">
            <Button kind="main" type="submit" busy={form.isPending}>
              {row ? common.save : common.add}
            </Button>
            <Button onClick={close}>{common.cancel}</Button>
          </div>
        </Stack>
      </form>
    </Sheet>
  );
}

type NewRowProps = Omit<SheetFormProps, "onClose" | "row"> & { label: string; main?: boolean };

export function NewRow({ label, main, ...form }: NewRowProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind={main ? "main" : "plain"} icon="plus" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && <SheetForm {...form} onClose={() => setOpen(false)} />}
    </>
  );
}
