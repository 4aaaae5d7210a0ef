/** The households one is in, who else is, and who is invited. */
import create from "contract:identity.households.create";
import accept from "contract:identity.invites.accept";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { Members } from "./Members.tsx";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

export const load: PageModule["load"] = () => prefetchList("identity.households.list");

export default function Households() {
  const words = useWords<typeof en>("identity").households;
  const households = useList("identity.households.list");
  const all = Array.from({ length: households.count }, (_, at) => households.at(at)).filter((one) => one !== undefined);
  const [asked, setAsked] = useState<"join" | "found">();
  return (
    <Page
      title={words.title}
      actions={
        <>
          <Button onClick={() => setAsked("join")}>{words.accept}</Button>
          <Button onClick={() => setAsked("found")}>{words.found}</Button>
        </>
      }
      lead={households.state === "ready" && <p>{words.lead(all.length)}</p>}
      state={households.state === "empty" ? "ready" : households.state}
      problem={households.problem}
      retry={households.retry}
    >
      <SettingsNav />
      {households.state === "empty" && (
        <div className="list-box">
          <Empty icon="home" title={words.empty}>
            {words.emptyHint}
          </Empty>
        </div>
      )}
      {all.map((household) => (
        <Members key={household.id} household={household} />
      ))}
      {asked === "join" && <Join close={() => setAsked(undefined)} />}
      {asked === "found" && <Found close={() => setAsked(undefined)} />}
    </Page>
  );
}

function Join({ close }: { close: () => void }) {
  const words = useWords<typeof en>("identity").households;
  const form = useForm(accept);
  const submit = form.submit(async (body) => {
    const { token } = body as { token: string };
    const { name } = await change("identity.invites.accept", {
      body: { token: token.trim() },
      title: words.join,
      isQuiet: true,
      makes: "identity.households",
    });
    notify({ kind: "done", text: words.joined(name) });
    close();
  });
  return (
    <Sheet open onClose={close} title={words.accept} dirty={form.isDirty}>
      <FormBody form={form} onSubmit={submit} label={words.join}>
        <Text label={words.acceptToken} help={words.acceptHelp} {...form.input("token")} />
      </FormBody>
    </Sheet>
  );
}

function Found({ close }: { close: () => void }) {
  const words = useWords<typeof en>("identity").households;
  const form = useForm(create);
  const submit = form.submit(async (body) => {
    await change("identity.households.create", { body: body as { name: string }, title: words.found, isQuiet: true });
    close();
  });
  return (
    <Sheet open onClose={close} title={words.found} dirty={form.isDirty}>
      <FormBody form={form} onSubmit={submit} label={words.create}>
        <Text label={words.name} {...form.input("name")} />
      </FormBody>
    </Sheet>
  );
}
