/** What the camera wrote into a photo. Whoever else may see the photo is not told. */
import { useRead } from "#console/data/read.ts";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function Photo({ fileId }: { fileId: string }) {
  const words = useWords<typeof en>("knowledge").photo;
  // There is none of a picture that no camera took.
  const { data: photo } = useRead("knowledge.files.photo", { path: { fileId } });
  if (!photo) return null;
  const { takenAt, latitude, longitude, altitudeMeters, cameraMake, cameraModel, widthPixels, heightPixels } = photo;
  const camera = [cameraMake, cameraModel].filter(Boolean).join(" ");
  const degrees = (value: number) => number(value, { maximumFractionDigits: 5 });
  const facts = [
    takenAt && {
      name: words.taken,
      value: <span className="data">{`${day(takenAt.slice(0, 10), "long")}, ${takenAt.slice(11, 16)}`}</span>,
    },
    latitude !== null &&
      longitude !== null && {
        name: words.where,
        value: <span className="data">{`${degrees(latitude)}, ${degrees(longitude)}`}</span>,
        note: altitudeMeters !== null && words.altitude(number(altitudeMeters, { maximumFractionDigits: 0 })),
      },
    camera && { name: words.camera, value: <span dir="auto">{camera}</span> },
    widthPixels !== null &&
      heightPixels !== null && {
        name: words.pixels,
        value: <span className="data">{`${number(widthPixels)} × ${number(heightPixels)}`}</span>,
      },
  ].filter((fact) => fact !== null && typeof fact === "object");
  return (
    <Section title={words.title}>
      <Card flush>
        <Facts facts={facts} />
      </Card>
      <Remark icon="lock">{words.onlyYou}</Remark>
    </Section>
  );
}
