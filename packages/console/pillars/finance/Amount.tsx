/** Amounts of money with a direction, and the currency that they are in. */
import { useState } from "react";
import { Select } from "#console/ui/Field.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Direction = "out" | "in";

type AmountFieldProps = {
  label: string;
  error?: string;
  /** Minor units, negative when spent. */
  cents: number | null;
  currency: string;
  onChange: (cents: number | undefined) => void;
};

/** An amount as people say it: how much, and whether it went or came; nobody types a sign. */
export function AmountField({ label, error, cents, currency, onChange }: AmountFieldProps) {
  const words = useWords<typeof en>("finance").amount;
  const [wanted, setWanted] = useState<Direction>("out");
  const direction: Direction = cents === null || cents === 0 ? wanted : cents < 0 ? "out" : "in";
  const signed = (value: number, way: Direction) => (way === "out" ? -Math.abs(value) || 0 : Math.abs(value));
  return (
    <>
      <Radios
        label={words.direction}
        segmented
        value={direction}
        choices={[
          { value: "out", label: words.out },
          { value: "in", label: words.in },
        ]}
        onChange={(way) => {
          setWanted(way);
          if (cents !== null) onChange(signed(cents, way));
        }}
      />
      <MoneyField
        label={label}
        error={error}
        currency={currency}
        cents={cents === null ? null : Math.abs(cents)}
        onChange={(value) => onChange(value === undefined ? undefined : signed(value, direction))}
      />
    </>
  );
}

type CurrencyFieldProps = {
  label: string;
  help?: string;
  error?: string;
  value: string;
  onChange: (code: string) => void;
};

/** By its code (ISO 4217), from the platform's own list, in which typing finds it. */
export function CurrencyField({ value, onChange, ...field }: CurrencyFieldProps) {
  const known = Intl.supportedValuesOf("currency");
  const codes = known.includes(value) ? known : [value, ...known];
  return (
    <Select
      {...field}
      value={value}
      choices={codes.map((code) => ({ value: code, label: code }))}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
