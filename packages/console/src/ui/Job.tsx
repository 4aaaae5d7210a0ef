import "./Job.css";
import type { ReactNode } from "react";
import { useCommon } from "#console/words/common.ts";
import { number, percent } from "#console/words/format.ts";
import { Button } from "./Button.tsx";
import { State } from "./State.tsx";

type JobProps = {
  /** What is being done: “Importing 2026.csv”. */
  title: string;
  done: number;
  /** `undefined` when it is not known yet. */
  total?: number;
  /** How many a second, so that one can tell how long it takes. */
  rate?: number;
  /** How an amount is written, where it is no count. */
  write?: (amount: number) => string;
  /** How far it is, from 0 to 1, where that does not follow from the counts. */
  share?: number;
  state: "running" | "done" | "failed" | "stopped";
  /** What did not work, by line. */
  errors?: readonly { line?: number; text: string }[];
  /** What is said above them, where they are no lines. */
  errorsTitle?: string;
  onStop?: () => void;
  children?: ReactNode;
};

/** Work that takes long: how far it is, how fast, what it refused. It goes on when the page is left. */
export function Job({ title, done, total, rate, write, state, errors = [], ...rest }: JobProps) {
  const { errorsTitle, onStop, children, share = total ? done / total : undefined } = rest;
  const words = useCommon();
  const said =
    total === undefined
      ? (write ?? number)(done)
      : write
        ? words.amountOf(write(done), write(total))
        : words.doneOf(done, total);
  const speed = rate && (write ? write(rate) : number(rate, { maximumFractionDigits: 1 }));
  return (
    <section className="job" aria-label={title}>
      <div className="row">
        <b dir="auto">{title}</b>
        {state === "running" && onStop && (
          <Button small kind="bare" icon="stop" onClick={onStop}>
            {words.stop}
          </Button>
        )}
      </div>
      <Meter label={title} share={share ?? (state === "running" ? undefined : 1)} valueText={said} />
      <p className="quiet small">
        {said}
        {share === undefined ? "" : ` · ${percent(share)}`}
        {state === "running" && speed ? ` · ${words.perSecond(speed)}` : ""}
      </p>
      {errors.length > 0 && (
        <details>
          <summary>
            <State tone="bad">{errorsTitle ?? words.failedLines(errors.length)}</State>
          </summary>
          <ol className="job-errors">
            {errors.map(({ line, text }) => (
              <li key={`${line} ${text}`}>
                {line !== undefined && <span className="mono quiet">{words.line(line)}</span>}{" "}
                <span dir="auto">{text}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {children}
    </section>
  );
}

type MeterProps = {
  label: string;
  /** From 0 to 1; `undefined` while nobody knows. */
  share: number | undefined;
  valueText: string;
  of?: string;
  tone?: "warn" | "bad";
};

/** How much of a whole, as a bar. */
export function Meter({ label, share, valueText, of, tone }: MeterProps) {
  const bounded = share === undefined ? undefined : Math.max(0, Math.min(1, share));
  return (
    <div
      className={`meter ${of ? `of-${of}` : ""} ${tone ?? ""}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={bounded === undefined ? undefined : Math.round(bounded * 100)}
      aria-valuetext={valueText}
    >
      <span style={{ inlineSize: bounded === undefined ? undefined : `${bounded * 100}%` }} />
    </div>
  );
}
