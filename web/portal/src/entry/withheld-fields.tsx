import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** A field that is kept from the public by law, in the words of the page's language. */
export interface WithheldLine {
  readonly name: string;
  readonly label: string;
  readonly basis: string;
}

/** What is not shown and by which law, and how whoever is shown it later can tell that it is the true one. */
export function WithheldFields({ fields }: { fields: readonly WithheldLine[] }) {
  const { t } = usePage();
  return (
    <Section id="withheld" title={t("entry.withheld")}>
      <ul>
        {fields.map(({ name, label, basis }) => (
          <li key={name}>{t("entry.withheldField", { label, basis })}</li>
        ))}
      </ul>
      <p className="lead">{t("entry.withheldHow")}</p>
    </Section>
  );
}
