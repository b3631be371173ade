import { Instant } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import { PublicLogAlert, PublicLogFacts } from "./public-log-alert.tsx";
import type { ProjectionNow, PublicLogNow } from "./use-projection.tsx";

type Standing = NonNullable<ProjectionNow["shards"][number]["failed"]> & { readonly shard: number };

/**
 * Says above every page that something is not shown, and what to do about it. The region is always there: a reader's
 * software announces what is put into it, and only when it changes.
 */
export function ProjectionBanner({ now, log = null }: { now: ProjectionNow | null; log?: PublicLogNow | null }) {
  const { t } = useText();
  const standing = now?.shards.flatMap(({ shard, failed }): readonly Standing[] =>
    failed ? [{ ...failed, shard }] : [],
  );
  const behind = now && (now.state === "catchingUp" || now.state === "stopped") ? now.state : null;
  return (
    <>
      <div role="alert" className="projection-alerts">
        {behind && (
          <p className="projection-alert">
            <strong>{t(`projection.alert.${behind}`)}</strong> {t(`projection.help.${behind}`)}
          </p>
        )}
        {standing?.map((one) => (
          <StandingAlert key={one.eventId} {...one} />
        ))}
        {log?.heldBack && <PublicLogAlert heldBack={log.heldBack} />}
      </div>
      {log?.heldBack && <PublicLogFacts log={log} />}
    </>
  );
}

function StandingAlert({ shard, plan, eventId, type, position, since, reason }: Standing) {
  const { t } = useText();
  return (
    <div className="projection-alert">
      <p>
        <strong>
          {t("projection.alert.standing")} <ViewLink to={`/plans/${plan}`}>{plan}</ViewLink>
        </strong>{" "}
        {t("projection.help.standing")}
      </p>
      <dl>
        <div>
          <dt>{t("projection.since")}</dt>
          <dd>
            <Instant at={since} withSeconds />
          </dd>
        </div>
        <div>
          <dt>{t("projection.event")}</dt>
          <dd>
            {type} <code>{eventId}</code>
          </dd>
        </div>
        <div>
          <dt>{t("projection.place")}</dt>
          <dd>{t("projection.placeOf", { position, shard })}</dd>
        </div>
        {reason !== null && (
          <div>
            <dt>{t("projection.reason")}</dt>
            <dd>{reason}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
