import type { Tone } from "./badge.tsx";
import { useUi } from "./ui-context.tsx";

export type ProjectStatusName = "planned" | "preparing" | "ready" | "underway" | "accepted";
export type MilestoneStatusName = "planned" | "overdue" | "reached" | "missed";

/** Shapes differ as colours do, so that neither print nor colour blindness takes anything away. */
const shapes = {
  ring: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z",
  half: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 2.5v11",
  dot: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z",
  tick: "M2.8 8.6l3.4 3.4 7-7.6",
  cross: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  alarm: "M8 1.8 14.6 13.6H1.4ZM8 6v3.6M8 11.4v.6",
  play: "M4.5 2.8 13 8l-8.5 5.2Z",
} as const;

interface Look {
  readonly shape: keyof typeof shapes;
  readonly tone: Tone;
}

const projectLooks: Readonly<Record<ProjectStatusName, Look>> = {
  planned: { shape: "ring", tone: "plain" },
  preparing: { shape: "half", tone: "plain" },
  ready: { shape: "dot", tone: "accent" },
  underway: { shape: "play", tone: "accent" },
  accepted: { shape: "tick", tone: "good" },
};

const milestoneLooks: Readonly<Record<MilestoneStatusName, Look>> = {
  planned: { shape: "ring", tone: "plain" },
  overdue: { shape: "alarm", tone: "warn" },
  reached: { shape: "tick", tone: "good" },
  missed: { shape: "cross", tone: "bad" },
};

/** Whether a text that came in names a state of a project. */
export function isProjectStatus(text: string): text is ProjectStatusName {
  return Object.hasOwn(projectLooks, text);
}

/** Whether a text that came in names a state of a milestone. */
export function isMilestoneStatus(text: string): text is MilestoneStatusName {
  return Object.hasOwn(milestoneLooks, text);
}

export function ProjectStatus({ status }: { status: ProjectStatusName }) {
  const { t } = useUi();
  return <StatusMark {...projectLooks[status]} text={t(`project.status.${status}`)} />;
}

export function MilestoneStatus({ status }: { status: MilestoneStatusName }) {
  const { t } = useUi();
  return <StatusMark {...milestoneLooks[status]} text={t(`milestone.status.${status}`)} />;
}

/** A state as shape, word and colour together. */
export function StatusMark({ shape, tone, text }: Look & { text: string }) {
  return (
    <span className={`mz-status mz-tone-${tone}`}>
      <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
        <path d={shapes[shape]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
      </svg>
      <span>{text}</span>
    </span>
  );
}
