import { usePage } from "../page/page-context.tsx";

/** How to come to the same result without this page's script. */
export function VerifyByCommand({ index, address }: { index: string; address: string }) {
  const { t, link } = usePage();
  const bundle = (BigInt(index) / 256n).toString();
  const row = ((BigInt(index) % 256n) + 1n).toString();
  const commands = [
    `curl -O ${address}/proof/${index}.tlog-proof`,
    `curl -o policy.txt ${address}/policy`,
    `npx tsx packages/transparency-log/src/cli/main.ts verify --proof ${index}.tlog-proof --policy policy.txt`,
  ];
  return (
    <details>
      <summary>{t("verify.command")}</summary>
      <p className="prose">{t("verify.commandLead")}</p>
      <pre role="region" tabIndex={0} aria-label={t("verify.commandLabel")} className="wrap">
        {commands.join("\n")}
      </pre>
      <p className="prose">
        {t("verify.hashLead")} <a href={link(`/log/${bundle}.ndjson`)}>{t("entry.bundle", { bundle, row })}</a>
      </p>
      <pre role="region" tabIndex={0} aria-label={t("entry.command")} className="wrap">
        {`(printf '\\0'; sed -n ${row}p ${bundle}.ndjson | tr -d '\\n') | sha256sum`}
      </pre>
    </details>
  );
}
