/** Takes some out of the pantry, puts some in, or says what a look found; each can be taken back. */
import { useState } from "react";
import { problemOfError, type Problem as Trouble } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Cancel, Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import type { PantryItem } from "./rows.ts";
import { book, type StockVerb } from "./stock.ts";
import type en from "./words.en.ts";

export type { StockVerb } from "./stock.ts";

type Props = {
  of: PantryItem | undefined;
  verb: StockVerb;
  /** The only lot to take from. */
  lotId?: string;
  onClose: () => void;
};

export function StockSheet({ of, verb, lotId, onClose }: Props) {
  const words = useWords<typeof en>("household").stock;
  return (
    <Sheet open={of !== undefined} onClose={onClose} title={words[verb]}>
      {of && <Fields key={`${of.id} ${verb}`} item={of} verb={verb} lotId={lotId} onClose={onClose} />}
    </Sheet>
  );
}

function Fields({ item, verb, lotId, onClose }: Omit<Props, "of"> & { item: PantryItem }) {
  const words = useWords<typeof en>("household");
  const { currency } = usePlace();
  const [quantity, setQuantity] = useState<number | undefined>(verb === "correct" ? item.qtyInStock : 1);
  const [unit, setUnit] = useState(item.unit);
  const [expiryDate, setExpiryDate] = useState<string>();
  const [priceCents, setPriceCents] = useState<number>();
  const [isWaste, setWaste] = useState(false);
  const [state, setState] = useState<{ isPending: boolean; problem?: Trouble }>({ isPending: false });

  const save = async () => {
    setState({ isPending: true });
    try {
      await book(item, verb, words.stock.done[verb](item.name), {
        quantity: quantity ?? 0,
        unit,
        ...(verb === "consume" && { reason: isWaste ? ("waste" as const) : ("consume" as const), lotId }),
        ...(verb === "restock" && { expiryDate, ...(priceCents !== undefined && { priceCents, currency }) }),
      });
      onClose();
    } catch (error) {
      setState({ isPending: false, problem: problemOfError(error) });
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!state.isPending) void save();
      }}
    >
      <Stack>
        <div>
          <p className="serif" dir="auto">
            {item.name}
          </p>
          <p className="quiet">{words.stock.thereIs(amount(item.qtyInStock, item.unit))}</p>
        </div>
        <div className="fields-in-a-row">
          <NumberField label={words.fields.quantity} min={0} step={1} value={quantity} onChange={setQuantity} />
          <Text
            label={words.fields.unit}
            value={unit}
            maxLength={30}
            onChange={({ target }) => setUnit(target.value)}
          />
        </div>
        {verb === "consume" && <Check label={words.stock.waste} checked={isWaste} onChange={setWaste} />}
        {verb === "restock" && (
          <>
            <DateField label={words.fields.expiryDate} value={expiryDate} onChange={setExpiryDate} />
            <MoneyField label={words.fields.price} currency={currency} cents={priceCents} onChange={setPriceCents} />
          </>
        )}
        {state.problem && <Problem problem={state.problem} />}
        <div className="row">
          <Button kind="main" type="submit" busy={state.isPending} why={quantity === undefined && words.stock.howMuch}>
            {words.stock[verb]}
          </Button>
          <Cancel />
        </div>
      </Stack>
    </form>
  );
}
