/** What an hour of work costs and how its time is rounded, of a project or a contact; for a form with these fields of theirs. */
import type { Form } from "#console/data/form.ts";
import { Select } from "#console/ui/Field.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { usePlace } from "#console/words/place.ts";

export interface RateWords {
  rates: string;
  price: string;
  priceHelp: string;
  currency: string;
  step: string;
  stepHelp: string;
  rounding: string;
  roundings: { up: string; nearest: string };
}

/** Folded until it is wanted: most have none. */
export function FoldedRate({ form, words }: { form: Form; words: RateWords }) {
  return (
    <details open={form.value<number>("hourlyRateCents").value !== null}>
      <summary>{words.rates}</summary>
      <div className="stack">
        <RateFields form={form} words={words} />
      </div>
    </details>
  );
}

export function RateFields({ form, words }: { form: Form; words: RateWords }) {
  const place = usePlace();
  const { value: cents, onChange: setCents, error } = form.value<number>("hourlyRateCents");
  const currency = form.value<string>("rateCurrency");
  const rounding = form.value<string>("rounding");
  const own = currency.value ?? place.currency;
  const known = Intl.supportedValuesOf("currency");
  const setPrice = (price: number | undefined) => {
    setCents(price);
    // Without one it would be in the currency of billable time, which is another one in most places.
    if (price !== undefined && currency.value === null) currency.onChange(own);
  };
  return (
    <>
      <div className="fields-row">
        <MoneyField
          label={words.price}
          help={words.priceHelp}
          error={error}
          cents={cents}
          currency={own}
          onChange={setPrice}
        />
        <Select
          label={words.currency}
          error={currency.error}
          value={own}
          choices={(known.includes(own) ? known : [own, ...known]).map((code) => ({ value: code, label: code }))}
          onChange={({ target }) => currency.onChange(target.value)}
        />
      </div>
      <div className="fields-row">
        <NumberField
          label={words.step}
          help={words.stepHelp}
          integer
          min={1}
          max={1440}
          {...form.value<number>("roundingMinutes")}
        />
        <Select
          label={words.rounding}
          error={rounding.error}
          value={rounding.value ?? "up"}
          choices={(["up", "nearest"] as const).map((value) => ({ value, label: words.roundings[value] }))}
          onChange={({ target }) => rounding.onChange(target.value)}
        />
      </div>
    </>
  );
}
