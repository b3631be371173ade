import { catalogs } from "../i18n/text.tsx";

const longestWaitMs = 2_000;

/**
 * Gives a system without a Chinese font the shipped one, slice by slice as characters come up; a system with a font
 * loads nothing. The words of the frame come first: what a browser has laid out as boxes may stay boxes.
 */
export async function prepareChineseFont(): Promise<void> {
  if (hasChineseFont()) return;
  const waited = new Promise<void>((resolve) => setTimeout(resolve, longestWaitMs));
  await Promise.race([loadFont(), waited]);
}

async function loadFont(): Promise<void> {
  try {
    await import("@fontsource-variable/noto-sans-sc");
    await document.fonts.load('16px "Noto Sans SC Variable"', frameWords());
  } catch {
    // Without the font the page is poorer, and still a page.
  }
}

function frameWords(): string {
  const frame = Object.entries(catalogs["zh-CN"]).filter(([id]) => /^(shell|signIn|nav|time|unit)\./.test(id));
  return frame.map(([, text]) => text).join("");
}

/** Without a font for it, every Chinese character is drawn as the same box. */
function hasChineseFont(): boolean {
  const [one, other] = ["永", "国"].map(drawn);
  return one !== other;
}

function drawn(character: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = 24;
  canvas.height = 24;
  const context = canvas.getContext("2d");
  if (!context) return character;
  context.font = "20px sans-serif";
  context.fillText(character, 0, 20);
  return context.getImageData(0, 0, 24, 24).data.join("");
}
