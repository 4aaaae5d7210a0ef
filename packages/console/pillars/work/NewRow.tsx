/** A button that opens a sheet with a short form for a new row. */
import { type ComponentProps, useState } from "react";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";

type NewRowProps = Omit<ComponentProps<typeof FormSheet>, "onClose" | "row"> & { label: string; main?: boolean };

export function NewRow({ label, main, ...form }: NewRowProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind={main ? "main" : "plain"} icon="plus" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && <FormSheet {...form} onClose={() => setOpen(false)} />}
    </>
  );
}
