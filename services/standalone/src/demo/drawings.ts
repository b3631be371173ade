import { simulatedMark } from "./simulated-mark.ts";

const [width, height] = [1600, 1200];

/** A scene in plain shapes under a striped band that says 模拟 SIMULATED: nobody can take it for a photograph. */
function drawing(scene: string): string {
  const stripes = Array.from({ length: 40 }, (_, at) => `<path d="M${at * 60 - 200} 170l170-170h30l-170 170z"/>`).join(
    "",
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <rect width="${width}" height="${height}" fill="#dfe9ec"/>
    <g>${scene}</g>
    <rect width="${width}" height="170" fill="#f5ecd9"/><g fill="#fff9ea">${stripes}</g>
    ${simulatedMark({ x: 80, y: 40, size: 90 })}
    ${simulatedMark({ x: 1040, y: 1130, size: 40 })}
  </svg>`;
}

const mountains = `<path d="M0 640L260 330L470 560L760 260L1060 600L1290 380L1600 650V1200H0Z" fill="#9fb3a5"/>
  <path d="M690 334L760 260L838 348L800 362L764 336L728 366Z" fill="#f4f7f7"/>`;
const ground = `<rect y="860" width="1600" height="340" fill="#c9b98f"/>`;
const river = `<path d="M0 960Q400 900 800 970T1600 940V1200H0Z" fill="#7aa5b8"/>
  <path d="M120 1040q60-24 120 0t120 0M700 1090q60-24 120 0t120 0M1150 1020q60-24 120 0t120 0" fill="none"
    stroke="#dcebf0" stroke-width="10"/>`;

function wall(rows: number): string {
  const stones = Array.from({ length: rows * 16 }, (_, at) => {
    const row = Math.floor(at / 16);
    const left = (at % 16) * 104 - (row % 2) * 52;
    return `<rect x="${left}" y="${900 - row * 52}" width="98" height="46" rx="8"/>`;
  });
  return `<g fill="#8d8a83">${stones.join("")}</g>`;
}

function house(left: number, roof: string): string {
  return `<g transform="translate(${left} 0)"><path d="M40 620L240 480L440 620Z" fill="${roof}"/>
    <rect x="70" y="620" width="340" height="270" fill="#e9dcc3"/>
    <rect x="205" y="730" width="80" height="160" fill="#6d5137"/>
    <path d="M105 670h70v70h-70zM310 670h70v70h-70z" fill="#7aa5b8" stroke="#6d5137" stroke-width="10"/></g>`;
}

function hall(left: number): string {
  const roofs = [0, 1, 2].map((at) => `<path d="M${at * 240} 600l120-110v110z" fill="#5f6f7a"/>`).join("");
  return `<g transform="translate(${left} 0)">${roofs}<rect y="600" width="720" height="290" fill="#b9c3c7"/>
    <path d="M60 660h120v80H60zM240 660h120v80H240zM420 660h120v80H420z" fill="#7aa5b8"/>
    <rect x="580" y="700" width="110" height="190" fill="#6d5137"/></g>`;
}

const people = [0, 1, 2]
  .map(
    (at) => `<g transform="translate(${1080 + at * 130} 0)" fill="#4a4f55"><circle cx="40" cy="760" r="34"/>
    <path d="M0 900V840Q0 800 40 800T80 840V900Z"/></g>`,
  )
  .join("");

/** What the demonstration shows in the place of photographs: `svg`, with what a clerk would say of it. */
export interface Drawing {
  readonly svg: string;
  readonly project: string;
  readonly milestone: string;
  readonly on: string;
  readonly keyedInOn: string;
  readonly caption: { readonly zh: string; readonly en: string };
  readonly withdrawn?: { readonly on: string; readonly reason: string };
}

export const drawings: readonly Drawing[] = [
  {
    svg: drawing(mountains + ground + wall(3) + river),
    project: "flood-control",
    milestone: "embankment",
    on: "2016-06-28",
    keyedInOn: "2016-06-30",
    caption: { zh: "模拟示意图：县城段河堤", en: "Simulated drawing: the embankment along the county town" },
  },
  {
    svg: drawing(mountains + ground + wall(6) + river),
    project: "flood-control",
    milestone: "retaining-walls",
    on: "2016-11-25",
    keyedInOn: "2016-11-28",
    caption: { zh: "模拟示意图：斜坡固沙挡墙", en: "Simulated drawing: the retaining walls" },
  },
  {
    svg: drawing(mountains + ground + hall(180) + people),
    project: "flood-control",
    milestone: "shelter",
    on: "2016-12-19",
    keyedInOn: "2016-12-21",
    caption: { zh: "模拟示意图：避难场所交付", en: "Simulated drawing: the shelter is handed over" },
    withdrawn: { on: "2017-03-14", reason: "模拟：画面中的人要求撤下" },
  },
  {
    svg: drawing(mountains + ground + hall(60) + hall(830)),
    project: "crafts",
    milestone: "workshops",
    on: "2016-12-20",
    keyedInOn: "2016-12-22",
    caption: { zh: "模拟示意图：十间厂房", en: "Simulated drawing: the ten rooms" },
  },
  {
    svg: drawing(mountains + ground + house(80, "#a35a3a") + house(580, "#7a3f33") + house(1080, "#a35a3a")),
    project: "housing",
    milestone: "year-2017",
    on: "2017-12-01",
    keyedInOn: "2017-12-05",
    caption: { zh: "模拟示意图：当年建成的住房", en: "Simulated drawing: houses finished that year" },
  },
];
