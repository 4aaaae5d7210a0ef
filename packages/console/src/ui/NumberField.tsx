import { type ComponentPropsWithRef, useEffect, useRef, useState } from "react";
import { useCommon } from "#console/words/common.ts";
import { number as formatNumber } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { minorUnitDigits } from "#core/finance/decimals";
import { IconButton } from "./Button.tsx";
import { Field, type FieldProps } from "./Field.tsx";
import { decimalMark, readMinorUnits, readNumber, writeMinorUnits, writeNumber } from "./numbers.ts";

type InputProps = Pick<
  ComponentPropsWithRef<"input">,
  "ref" | "name" | "required" | "onBlur" | "placeholder" | "autoFocus"
>;

type NumberProps = FieldProps &
  InputProps & {
    value: number | null | undefined;
    /** `undefined` when the field is empty; not called while what stands in it is no number. */
    onChange: (value: number | undefined) => void;
    integer?: boolean;
    min?: number;
    max?: number;
    /** Shows − and +, which change the value by so much. */
    step?: number;
    unit?: string;
  };

/** A number, written with comma or point. It is text with `inputmode`, since `type=number` refuses the comma in some browsers. */
export function NumberField({ value, onChange, integer, min, max, step, unit, error, ...rest }: NumberProps) {
  const words = useCommon();
  const mark = decimalMark(usePlace().locale);
  const written = value == null ? "" : writeNumber(value, mark);
  const { text, setText, isWrong } = useTyped(written);
  const problem = error ?? (isWrong ? words.numberNotUnderstood : undefined) ?? outside(value, min, max, words);

  function type(typed: string) {
    const read = readNumber(typed, mark);
    const good =
      typed.trim() === "" ? undefined : integer && read !== undefined && !Number.isInteger(read) ? NaN : (read ?? NaN);
    setText(typed, Number.isNaN(good), good === undefined ? "" : writeNumber(good, mark));
    if (!Number.isNaN(good)) onChange(good);
  }

  const go = (by: number) => {
    const next = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, (value ?? 0) + by));
    // 0.1 + 0.2 has to be 0.3 in a field.
    onChange(Number(next.toFixed(6)));
  };
  return (
    <Field {...fieldOf(rest)} error={problem}>
      {(described) => (
        <div className="input-frame">
          <input
            {...inputOf(rest)}
            {...described}
            inputMode={integer ? "numeric" : "decimal"}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          {unit && <span className="unit">{unit}</span>}
          {step !== undefined && (
            <>
              <IconButton small icon="minus" label={`− ${formatNumber(step)}`} onClick={() => go(-step)} />
              <IconButton small icon="plus" label={`+ ${formatNumber(step)}`} onClick={() => go(step)} />
            </>
          )}
        </div>
      )}
    </Field>
  );
}

type MoneyProps = FieldProps &
  InputProps & {
    /** In the smallest unit of the currency (ISO 4217). */
    cents: number | null | undefined;
    currency?: string;
    onChange: (cents: number | undefined) => void;
  };

/** An amount of money, exact to the smallest unit: more decimals than the currency has are refused, not rounded. */
export function MoneyField({ cents, currency, onChange, error, ...rest }: MoneyProps) {
  const words = useCommon();
  const place = usePlace();
  const code = currency ?? place.currency;
  const mark = decimalMark(place.locale);
  const format = new Intl.NumberFormat(place.locale, {
    style: "currency",
    currency: code,
    currencyDisplay: "narrowSymbol",
  });
  const exponent = minorUnitDigits(code);
  const symbol = format.formatToParts(1).find(({ type }) => type === "currency")?.value ?? code;
  const { text, setText, isWrong } = useTyped(cents == null ? "" : writeMinorUnits(cents, exponent, mark));

  function type(typed: string) {
    const read = typed.trim() === "" ? undefined : (readMinorUnits(typed, exponent, mark) ?? NaN);
    setText(
      typed,
      Number.isNaN(read),
      read === undefined || Number.isNaN(read) ? "" : writeMinorUnits(read, exponent, mark),
    );
    if (!Number.isNaN(read)) onChange(read);
  }

  return (
    <Field {...fieldOf(rest)} error={error ?? (isWrong ? words.amountNotUnderstood(exponent) : undefined)}>
      {(described) => (
        <div className="input-frame">
          <input
            {...inputOf(rest)}
            {...described}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          <span className="unit">{symbol}</span>
        </div>
      )}
    </Field>
  );
}

/**
 * The text of a field whose value is something else. What was typed stays as it is (“12,” on the way to “12,5”) until the value
 * changes to something that the text does not mean.
 */
export function useTyped(written: string) {
  const [state, setState] = useState({ text: written, isWrong: false });
  const means = useRef(written);
  useEffect(() => {
    if (means.current === written) return;
    means.current = written;
    setState({ text: written, isWrong: false });
  }, [written]);
  return {
    ...state,
    /** `meaning` is how the value that the text means would be written. */
    setText: (text: string, isWrong: boolean, meaning: string) => {
      if (!isWrong) means.current = meaning;
      setState({ text, isWrong });
    },
  };
}

function outside(
  value: number | null | undefined,
  min: number | undefined,
  max: number | undefined,
  words: ReturnType<typeof useCommon>,
) {
  if (value == null) return undefined;
  if (min !== undefined && value < min) return words.least(formatNumber(min));
  return max !== undefined && value > max ? words.most(formatNumber(max)) : undefined;
}

/** Which of the properties belong to the field around an input. */
export function fieldOf({ label, help, unseenLabel }: FieldProps): FieldProps {
  return { label, help, unseenLabel };
}

export function inputOf({ ref, name, required, onBlur, placeholder, autoFocus }: InputProps): InputProps {
  return { ref, name, required, onBlur, placeholder, autoFocus };
}
