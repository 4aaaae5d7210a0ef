/** How LifeOS looks and works for one person. What is a choice holds at once; what is typed is saved. */
import updateMe from "contract:identity.me.update";
import updateSettings from "contract:identity.settings.update";
import type { ComponentProps } from "react";
import { setAppearance, takeSettings, useAppearance } from "#console/data/appearance.ts";
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { queries } from "#console/data/queries.ts";
import { prefetch, read, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { labelOfPillar } from "#console/frame/pillar-label.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { TimeField } from "#console/ui/DateField.tsx";
import { Field, Select, Text } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { Radios, Switch } from "#console/ui/Switch.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { localesFor, zones } from "./places.ts";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

type Settings = Answer<"identity.settings.get">;
type Me = Answer<"identity.me.get">;

export const load: PageModule["load"] = () => {
  prefetch("identity.settings.get");
  prefetch("identity.me.get");
};

export default function SettingsPage() {
  const words = useWords<typeof en>("identity").settings;
  const me = useRead("identity.me.get");
  const settings = useRead("identity.settings.get");
  const problem = me.problem ?? settings.problem;
  const isReady = me.data && settings.data;
  return (
    <Page
      title={words.title}
      lead={me.data && <p dir="auto">{words.lead(me.data.name ?? me.data.email, me.data.tier)}</p>}
      state={isReady ? "ready" : problem ? "failed" : "loading"}
      problem={problem}
      retry={() => [me, settings].forEach(({ retry }) => void retry())}
    >
      <SettingsNav />
      {settings.data && <Look settings={settings.data} />}
      {me.data && <Profile me={me.data} />}
      {settings.data && <Working settings={settings.data} />}
      {settings.data && <May settings={settings.data} />}
    </Page>
  );
}

function Look({ settings }: { settings: Settings }) {
  const words = useWords<typeof en>("identity").settings;
  const { theme, density, hasKeys, accent } = useAppearance();
  const choose = (body: Pick<Body<"identity.settings.update">, "theme" | "accentColorHex">) => {
    // It shows before it is saved, and is taken back when it cannot be.
    setAppearance({ theme: body.theme ?? theme, ...("accentColorHex" in body && { accent: body.accentColorHex }) });
    save(settings, body, words.look).catch(() => takeSettings(settings));
  };
  return (
    <Section title={words.look}>
      <Card>
        <div className="settings-form">
          <Radios
            label={words.theme}
            segmented
            value={theme}
            onChange={(next) => choose({ theme: next })}
            choices={(["system", "light", "dark"] as const).map((value) => ({ value, label: words.themes[value] }))}
          />
          <Field label={words.accent} help={words.accentHelp}>
            {(described) => (
              <div className="accent-choice">
                <input
                  type="color"
                  {...described}
                  value={accent ?? OWN_ACCENT}
                  onChange={({ target }) => choose({ accentColorHex: target.value })}
                />
                <Button small onClick={() => choose({ accentColorHex: null })}>
                  {words.accentReset}
                </Button>
              </div>
            )}
          </Field>
          <Radios
            label={words.density}
            segmented
            value={density}
            onChange={(next) => setAppearance({ density: next })}
            choices={(["cosy", "compact"] as const).map((value) => ({ value, label: words.densities[value] }))}
          />
          <Switch
            label={words.keys}
            help={words.keysHelp}
            checked={hasKeys}
            onChange={(next) => setAppearance({ hasKeys: next })}
          />
        </div>
      </Card>
    </Section>
  );
}

/** What the field shows while there is no colour of one's own; the look decides what it is made into. */
const OWN_ACCENT = "#1c6b57";

function Profile({ me }: { me: Me }) {
  const words = useWords<typeof en>("identity").settings;
  const form = useForm(updateMe, { values: me, draft: "me" });
  const submit = form.submit(async (body, row) => {
    await change("identity.me.update", { body, row, title: words.profile, isQuiet: true });
    // Formats, zone and language are read at the start.
    if ("locale" in body || "timezone" in body) location.reload();
  });
  return (
    <Section title={words.profile}>
      <Card>
        <Fields form={form} onSubmit={submit}>
          <Text label={words.name} {...form.input("name")} />
          <Text label={words.email} help={words.emailHelp} value={me.email} readOnly />
          <Select label={words.locale} choices={localesFor(me.locale)} {...form.input("locale")} />
          <Select label={words.zone} help={words.zoneHelp} choices={zones(me.timezone)} {...form.input("timezone")} />
        </Fields>
      </Card>
    </Section>
  );
}

function Working({ settings }: { settings: Settings }) {
  const words = useWords<typeof en>("identity").settings;
  const form = useForm(updateSettings, { values: settings, draft: "settings" });
  const submit = form.submit((body, row) => save(row as Settings, body, words.work));
  return (
    <Section title={words.work}>
      <Card>
        <Fields form={form} onSubmit={submit}>
          <div className="settings-pair">
            <TimeField label={words.workdayStart} {...form.value<string>("workdayStart")} />
            <TimeField label={words.workdayEnd} {...form.value<string>("workdayEnd")} />
            <TimeField label={words.peakHoursStart} {...form.value<string>("peakHoursStart")} />
            <TimeField label={words.peakHoursEnd} {...form.value<string>("peakHoursEnd")} />
            <NumberField label={words.maxFocusHours} {...form.value<number>("maxFocusHours")} />
            <NumberField label={words.pomodoro} {...form.value<number>("pomodoroMinutes")} />
            <NumberField label={words.buffer} {...form.value<number>("meetingBufferMinutes")} />
          </div>
          <p className="quiet small">{words.placeHelp}</p>
          <div className="settings-pair">
            <NumberField label={words.latitude} {...form.value<number>("defaultLatitude")} />
            <NumberField label={words.longitude} {...form.value<number>("defaultLongitude")} />
          </div>
        </Fields>
      </Card>
    </Section>
  );
}

/** Those that have something by which days are measured. */
const correlationPillars = [
  "health",
  "work",
  "rhythm",
  "finance",
  "people",
  "knowledge",
] as const satisfies Settings["correlationPillars"];

/** Those of which something can be in what a model is asked. */
const aiPillars = [
  "work",
  "calendar",
  "rhythm",
  "health",
  "household",
  "finance",
  "knowledge",
  "people",
  "ingest",
] as const satisfies Settings["aiPillars"];

function May({ settings }: { settings: Settings }) {
  const words = useWords<typeof en>("identity").settings;
  const place = usePlace();
  const looked: readonly string[] = settings.correlationPillars;
  const readBy: readonly string[] = settings.aiPillars;
  const set = (body: Body<"identity.settings.update">, title: string) =>
    void save(settings, body, title).catch(() => {});
  return (
    <Section title={words.may}>
      <Card>
        <div className="settings-form">
          <Switch
            label={words.ai}
            help={words.aiHelp}
            checked={settings.aiFeaturesEnabled}
            onChange={(next) => set({ aiFeaturesEnabled: next }, words.ai)}
          />
          {settings.aiFeaturesEnabled && (
            <fieldset>
              <legend>{words.aiPillars}</legend>
              <p className="quiet small">{words.aiPillarsHelp}</p>
              {aiPillars.map((pillar) => (
                <Switch
                  key={pillar}
                  label={pillar === "ingest" ? words.mail : labelOfPillar(pillar, place)}
                  checked={readBy.includes(pillar)}
                  onChange={(next) =>
                    set(
                      { aiPillars: aiPillars.filter((one) => (one === pillar ? next : readBy.includes(one))) },
                      words.aiPillars,
                    )
                  }
                />
              ))}
              <Switch
                label={words.aiSealed}
                help={words.aiSealedHelp}
                checked={settings.aiSealed}
                onChange={(next) => set({ aiSealed: next }, words.aiSealed)}
              />
            </fieldset>
          )}
          <fieldset>
            <legend>{words.correlation}</legend>
            <p className="quiet small">{words.correlationHelp}</p>
            {correlationPillars.map((pillar) => (
              <Switch
                key={pillar}
                label={labelOfPillar(pillar, place)}
                checked={looked.includes(pillar)}
                onChange={(next) =>
                  set(
                    {
                      correlationPillars: correlationPillars.filter((one) =>
                        one === pillar ? next : looked.includes(one),
                      ),
                    },
                    words.correlation,
                  )
                }
              />
            ))}
          </fieldset>
        </div>
      </Card>
    </Section>
  );
}

function Fields({ form, onSubmit, children }: Pick<ComponentProps<typeof FormBody>, "form" | "onSubmit" | "children">) {
  const words = useWords<typeof en>("identity").settings;
  return (
    <div className="settings-form">
      <FormBody form={form} onSubmit={onSubmit} why={!form.isDirty && words.saved}>
        {children}
      </FormBody>
    </div>
  );
}

/** Settings have no id of their own, so they are shown as they will be, and as the API answers, from here; other rows are by their id. */
async function save(settings: Settings, body: Body<"identity.settings.update">, title: string): Promise<void> {
  const { queryKey } = read("identity.settings.get");
  const row = { ...settings, id: `settings of ${settings.userId}` };
  queries.setQueryData(queryKey, { ...settings, ...(body as Partial<Settings>) });
  try {
    const next = await change("identity.settings.update", { body, row, title });
    queries.setQueryData(queryKey, next);
    takeSettings(next);
  } catch (error) {
    queries.setQueryData(queryKey, settings);
    throw error;
  }
}
