/** The medical record: the doses of today, what they come from and how long it lasts, dates, and laboratory results. */
import { lazy, Suspense } from "react";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Columns, Page, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { Adherence } from "./Adherence.tsx";
import { DoseDay } from "./DoseDay.tsx";
import { Entries, EntrySheets } from "./MedicalEntries.tsx";
import { MedicationSheets } from "./MedicationSheets.tsx";
import { Medications } from "./Medications.tsx";
import address from "./medical.css?url";
import { ENTRIES, MEDICATIONS, RESULTS } from "./medical-reads.ts";
import { ResultSheets } from "./ResultSheets.tsx";
import type en from "./words.en.ts";

/** What draws a chart comes when there is something to draw. */
const Labs = lazy(() => import("./Labs.tsx"));

const parameters = {
  day: text(),
  analyte: text(),
  /** The sheet that is open, and the row that it is about. */
  sheet: oneOf("none", "medication", "refill", "entry", "result"),
  id: text(),
};

const ofDay = (day: string | undefined) => ({ query: day === undefined ? {} : { day } });
const WEEKS = { query: { weeks: 8 } };

export const load: PageModule["load"] = ({ url }) => {
  prefetch("health.doses.day", ofDay(valuesOf(parameters, url.searchParams).day));
  prefetch("health.doses.adherence", WEEKS);
  prefetch("health.medications.supply");
  prefetch("health.lab-results.series", {});
  void prefetchList("health.medical-entries.list", ENTRIES);
  return prefetchList("health.medications.list", MEDICATIONS);
};

export default function Medical() {
  const words = useWords<typeof en>("health").medical;
  const [{ day, analyte, sheet, id }, setUrl] = useUrl(parameters);
  const doses = useRead("health.doses.day", ofDay(day));
  const adherence = useRead("health.doses.adherence", WEEKS);
  const supply = useRead("health.medications.supply");
  const series = useRead("health.lab-results.series", {});
  const medications = useList("health.medications.list", MEDICATIONS);
  const entries = useList("health.medical-entries.list", ENTRIES);
  const results = useList("health.lab-results.list", RESULTS);
  const open = (which: typeof sheet, of?: string) => setUrl({ sheet: which, id: of });
  const close = () => setUrl({ sheet: "none", id: undefined });
  // What was done is told to all that counts it; other devices tell of it by events.
  const again = () => {
    doses.retry();
    adherence.retry();
    supply.retry();
  };
  const add = (which: typeof sheet, label: string) => (
    <Button small icon="plus" onClick={() => open(which)}>
      {label}
    </Button>
  );
  return (
    <Page
      title={words.title}
      lead={<Remark icon="lock">{words.private}</Remark>}
      state={doses.isLoading || medications.state === "loading" ? "loading" : "ready"}
    >
      <link rel="stylesheet" href={address} precedence="page" />
      <Columns
        told={
          <>
            <Section title={words.adherence}>
              {adherence.problem && !adherence.data && <Problem problem={adherence.problem} retry={adherence.retry} />}
              {adherence.data && <Adherence data={adherence.data} />}
            </Section>
            <Section title={words.entries} more={add("entry", words.addEntry)}>
              <Entries rows={entries} onOpen={(of) => open("entry", of)} onAdd={() => open("entry")} />
            </Section>
          </>
        }
      >
        <Section title={words.doses}>
          <DoseDay reading={doses} onDay={(next) => setUrl({ day: next }, { isStep: true })} onDone={again} />
        </Section>
        <Section title={words.medications} more={add("medication", words.addMedication)}>
          <Medications
            rows={medications}
            supply={supply.data}
            onOpen={open}
            onAdd={() => open("medication")}
            onDone={again}
          />
        </Section>
      </Columns>
      <Section title={words.labs} more={add("result", words.addResult)}>
        {series.problem && !series.data && <Problem problem={series.problem} retry={series.retry} />}
        {series.data && (
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <Labs
              data={series.data}
              rows={results}
              analyte={analyte}
              onAnalyte={(next) => setUrl({ analyte: next })}
              onOpen={(of) => open("result", of)}
              onAdd={() => open("result")}
              onDone={series.retry}
            />
          </Suspense>
        )}
      </Section>
      {(sheet === "medication" || sheet === "refill") && (
        <MedicationSheets which={sheet} id={id} rows={medications} onClose={close} onDone={again} />
      )}
      {sheet === "entry" && (
        <EntrySheets id={id} rows={entries} medications={medications} onClose={close} onDone={again} />
      )}
      {sheet === "result" && <ResultSheets id={id} rows={results} onClose={close} onDone={series.retry} />}
    </Page>
  );
}
