/** What work on a project costs. It is of the project's owner alone, whoever else sees the project. */
import setRate from "contract:work.projects.setRate";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { queries } from "#console/data/queries.ts";
import { read, useRead } from "#console/data/read.ts";
import { useSession } from "#console/data/session.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { RateFields } from "#console/frame/RateFields.tsx";
import { Button } from "#console/ui/Button.tsx";
import { money } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Project = Answer<"work.projects.get">;

/** A button that says the price, and opens what is said of it. */
export function ProjectRate({ project }: { project: Project }) {
  const { me } = useSession();
  return project.userId === me?.id ? <OwnRate project={project} /> : null;
}

function OwnRate({ project }: { project: Project }) {
  const words = useWords<typeof en>("work").hourly;
  const place = usePlace();
  const path = { projectId: project.id };
  const { data: rate } = useRead("work.projects.getRate", { path });
  const [isOpen, setOpen] = useState(false);
  if (!rate) return null;
  const { hourlyRateCents: cents, rateCurrency } = rate;
  return (
    <>
      <Button kind={cents === null ? "bare" : "plain"} icon="clock" onClick={() => setOpen(true)}>
        {cents === null ? words.rates : words.anHour(money(cents, rateCurrency ?? place.currency))}
      </Button>
      {isOpen && (
        <FormSheet
          title={words.rates}
          form={setRate}
          row={{ id: project.id, ...rate }}
          fields={(form) => <RateFields form={form} words={words} />}
          save={async (body) => {
            const answer = await change("work.projects.setRate", { path, body, title: project.name, isQuiet: true });
            queries.setQueryData(read("work.projects.getRate", { path }).queryKey, answer);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
