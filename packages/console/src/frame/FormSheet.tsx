/** Forms as they are everywhere: their fields, what is wrong with the whole, and the button that sends it; in a page or in a sheet. */
import type { ReactNode } from "react";
import { type Form, type FormDescriptor, useForm } from "#console/data/form.ts";
import { Button } from "#console/ui/Button.tsx";
import { Cancel, Sheet, useClosing } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";

type FormBodyProps = {
  form: Form;
  /** What `form.submit` made. */
  onSubmit: ReturnType<Form["submit"]>;
  /** What the button says; “Save” unless given. */
  label?: string;
  /** Why it cannot be sent now. */
  why?: string | false;
  /** What “Cancel” does. Without it, in a sheet it closes that; in a page the button is there while something was typed, and puts that away. */
  onCancel?: () => void;
  children: ReactNode;
};

export function FormBody({ form, onSubmit, label, why, onCancel, children }: FormBodyProps) {
  const common = useCommon();
  const isInSheet = useClosing() !== undefined;
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {children}
        {form.problem && <Problem problem={form.problem} />}
        <div className="row">
          <Button kind="main" type="submit" busy={form.isPending} why={why}>
            {label ?? common.save}
          </Button>
          {isInSheet && !onCancel ? (
            <Cancel first={form.reset} />
          ) : (
            (onCancel || form.isDirty) && <Button onClick={onCancel ?? form.reset}>{common.cancel}</Button>
          )}
        </div>
      </Stack>
    </form>
  );
}

type FormSheetProps = {
  title: string;
  form: FormDescriptor;
  /** The row that is changed, or what a new one begins with. */
  row?: { id: string };
  begin?: object;
  label?: string;
  why?: (form: Form) => string | false;
  fields: (form: Form) => ReactNode;
  save: (body: Record<string, unknown>, row: object) => Promise<unknown>;
  onClose: () => void;
};

/** It is there while it is open, so that each opening begins with what is so then. */
export function FormSheet({ title, form: descriptor, row, begin, label, why, fields, save, onClose }: FormSheetProps) {
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
      <FormBody
        form={form}
        label={label ?? (row ? common.save : common.add)}
        why={why?.(form)}
        onCancel={close}
        onSubmit={submit}
      >
        {fields(form)}
      </FormBody>
    </Sheet>
  );
}
