import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const fontconfig = (content: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>${content}</fontconfig>`;
const usual = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>';
const chinese = ["zh-cn", "zh-tw", "zh-hk", "zh-sg", "ja", "ko"].map(
  (lang) => `<pattern><patelt name="lang"><string>${lang}</string></patelt></pattern>`,
);
const none = `<selectfont><rejectfont>${chinese.join("")}</rejectfont></selectfont>`;

/** A fontconfig file for a machine without any Chinese font, whatever fonts this one has. */
export async function withoutChineseFonts(folder: string): Promise<string> {
  const file = join(folder, "without.conf");
  await writeFile(file, fontconfig(usual + none));
  return file;
}

/** One for a machine that has the fonts in a folder, all of them under one name. */
export async function withFontsNamed(family: string, folder: string): Promise<string> {
  const file = join(folder, "with.conf");
  const here = `<test name="file" compare="contains"><string>${folder}</string></test>`;
  const named = `<edit name="family" mode="assign"><string>${family}</string></edit>`;
  const rename = `<match target="scan">${here}${named}</match>`;
  await writeFile(file, fontconfig(`${usual}<dir>${folder}</dir>${rename}`));
  return file;
}
