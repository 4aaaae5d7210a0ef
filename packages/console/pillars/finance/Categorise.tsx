/** What one transaction was for: letters find the category, Enter takes it, and the next transaction is there. */
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { PickCategory } from "./Pick.tsx";
import type { Transaction } from "./rows.ts";
import { nameOf } from "./transaction-changes.ts";
import type en from "./words.en.ts";

type CategoriseProps = {
  row: Transaction | undefined;
  onPick: (row: Transaction, categoryId: string | null) => void;
  onSkip: () => void;
  onClose: () => void;
};

export function Categorise({ row, onPick, onSkip, onClose }: CategoriseProps) {
  const words = useWords<typeof en>("finance").transactions;
  return (
    <Dialog
      open={row !== undefined}
      onClose={onClose}
      title={<span dir="auto">{row && (nameOf(row) ?? words.unnamed)}</span>}
    >
      {row && (
        // Another transaction has a field of its own, which is where one types on.
        // biome-ignore lint/a11y/noStaticElementInteractions: the field inside keeps Escape from the dialog even when it shows no options
        <div key={row.id} ref={focusField} onKeyDown={({ key }) => key === "Escape" && onClose()}>
          <Stack>
            <Row end={<Money cents={row.amountCents} currency={row.currency} />}>
              <span className="quiet">{day(row.date, "weekday")}</span>
              {row.merchantName && row.description && (
                <span className="quiet" dir="auto">
                  {row.description}
                </span>
              )}
            </Row>
            <PickCategory
              label={words.whatFor}
              placeholder={words.typeCategory}
              value={row.budgetCategoryId}
              onChange={(id) => onPick(row, id)}
            />
            <Row end={<Button onClick={onSkip}>{words.skip}</Button>}>
              <Button kind="bare" onClick={onClose}>
                {words.enough}
              </Button>
            </Row>
          </Stack>
        </div>
      )}
    </Dialog>
  );
}

/** What stands there is typed over. */
function focusField(box: HTMLElement | null): void {
  const field = box?.querySelector("input");
  field?.focus();
  field?.select();
}
