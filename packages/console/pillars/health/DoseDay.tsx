/** The doses of a day: what is due now first to be done, what was said of each, and what can be taken as needed. */
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import type { Reading } from "#console/data/read.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Card, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, State } from "#console/ui/State.tsx";
import { now, time, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountOf } from "./dose-words.ts";
import type en from "./words.en.ts";

type Day = Answer<"health.doses.day">;
type Dose = Day["doses"][number];
type Unplanned = Day["unplanned"][number];

/** A dose may be taken so long before its time. */
const EARLY_MS = 12 * 3_600_000;

type DoseDayProps = { reading: Reading<Day>; onDay: (day: string | undefined) => void; onDone: () => void };

export function DoseDay({ reading: { data, problem, retry }, onDay, onDone }: DoseDayProps) {
  const words = useWords<typeof en>("health").doses;
  if (!data) return problem ? <Problem problem={problem} retry={retry} /> : null;
  const { day, doses, unplanned, entries } = data;
  return (
    <Stack>
      <div className="medical-day">
        <DateField
          label={words.day}
          value={day}
          onChange={(next) => next && onDay(next === today() ? undefined : next)}
        />
      </div>
      {doses.length + unplanned.length === 0 ? (
        <Card>
          <Empty icon="check" title={words.none}>
            {words.noneHint}
          </Empty>
        </Card>
      ) : (
        <Card flush>
          <ul className="doses" aria-label={words.list}>
            {doses.map((dose) => (
              <Planned
                key={`${dose.medicationId} ${dose.day} ${dose.time}`}
                dose={dose}
                isOther={dose.day !== day}
                onDone={onDone}
              />
            ))}
            {unplanned.map((one) => (
              <AsNeeded key={one.medicationId} one={one} isToday={day === today()} onDone={onDone} />
            ))}
          </ul>
        </Card>
      )}
      {entries.length > 0 && (
        <p className="quiet small" dir="auto">
          {words.recorded(entries.map(({ title }) => title ?? words.unnamed))}
        </p>
      )}
    </Stack>
  );
}

function Planned({ dose, isOther, onDone }: { dose: Dose; isOther: boolean; onDone: () => void }) {
  const words = useWords<typeof en>("health").doses;
  const take = useChange("health.medications.take");
  const skip = useChange("health.medications.skip");
  const undo = useChange("health.doses.undo");
  const { medicationId, day, doseId, state } = dose;
  const name = dose.name ?? words.unnamed;
  const of = `${name}, ${dose.time}`;
  const isOpen = state === "due" || state === "upcoming" || state === "missed";
  const mayTake = isOpen && Date.parse(dose.plannedAt) - now().getTime() <= EARLY_MS;
  const path = { medicationId };
  const body = { day, time: dose.time };
  const problem = take.problem ?? skip.problem ?? undo.problem;
  const done = (answer: unknown) => answer !== undefined && onDone();
  return (
    <li className={`dose ${state}`}>
      <span className="dose-time data">{dose.time}</span>
      <span className="dose-name" dir="auto">
        <b>{name}</b>
        <span className="quiet small">
          {[amountOf(dose.dose), isOther && words.yesterday].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="dose-end">
        <DoseState dose={dose} />
        {mayTake && (
          <>
            <Button
              small={state !== "due"}
              kind={state === "due" ? "main" : "plain"}
              icon="check"
              busy={take.isPending}
              aria-label={words.takeOf(of)}
              onClick={() => void take.run({ path, body, title: name }).then(done)}
            >
              {words.take}
            </Button>
            <Button
              small
              kind="bare"
              busy={skip.isPending}
              aria-label={words.skipOf(of)}
              onClick={() => void skip.run({ path, body, title: name }).then(done)}
            >
              {words.skip}
            </Button>
          </>
        )}
        {doseId !== null && !isOpen && (
          <Button
            small
            kind="bare"
            icon="undo"
            busy={undo.isPending}
            aria-label={words.undoOf(of)}
            onClick={() => void undo.run({ path: { doseId }, title: name }).then(done)}
          >
            {words.undo}
          </Button>
        )}
      </span>
      {problem && <Problem problem={problem} />}
    </li>
  );
}

function DoseState({ dose: { state, takenAt } }: { dose: Dose }) {
  const words = useWords<typeof en>("health").doses;
  if (state === "taken")
    return <State icon="check">{takenAt === null ? words.states.taken : words.takenAt(time(takenAt))}</State>;
  if (state === "missed") return <State tone="warn">{words.states.missed}</State>;
  if (state === "skipped") return <State icon="minus">{words.states.skipped}</State>;
  return state === "due" ? <State icon="clock">{words.states.due}</State> : null;
}

function AsNeeded({ one, isToday, onDone }: { one: Unplanned; isToday: boolean; onDone: () => void }) {
  const words = useWords<typeof en>("health").doses;
  const take = useChange("health.medications.take");
  const undo = useChange("health.doses.undo");
  const name = one.name ?? words.unnamed;
  const last = one.taken.at(-1);
  const problem = take.problem ?? undo.problem;
  const done = (answer: unknown) => answer !== undefined && onDone();
  return (
    <li className="dose">
      <span className="dose-time quiet">{one.isAsNeeded ? words.asNeeded : words.extra}</span>
      <span className="dose-name" dir="auto">
        <b>{name}</b>
        <span className="quiet small">{amountOf(one.dose)}</span>
      </span>
      <span className="dose-end">
        {last && <State icon="check">{words.times(one.taken.length, last.takenAt && time(last.takenAt))}</State>}
        {isToday && one.isAsNeeded && (
          <Button
            small
            icon="check"
            busy={take.isPending}
            aria-label={words.takeOf(name)}
            onClick={() =>
              void take.run({ path: { medicationId: one.medicationId }, body: {}, title: name }).then(done)
            }
          >
            {words.take}
          </Button>
        )}
        {last && (
          <Button
            small
            kind="bare"
            icon="undo"
            busy={undo.isPending}
            aria-label={words.undoOf(name)}
            onClick={() => void undo.run({ path: { doseId: last.doseId }, title: name }).then(done)}
          >
            {words.undo}
          </Button>
        )}
      </span>
      {problem && <Problem problem={problem} />}
    </li>
  );
}
