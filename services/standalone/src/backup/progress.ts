const quietMs = 1_000;

/** Tells how far something is that takes longer than a second: a line for every tenth, none for what is quick. */
export function progressLines(zh: string, en: string): (done: number, all: number) => void {
  const began = performance.now();
  let shown = 0;
  return (done, all) => {
    const tenth = all === 0 ? 10 : Math.floor((done * 10) / all);
    if (tenth <= shown || performance.now() - began < quietMs) return;
    shown = tenth;
    process.stdout.write(`${zh} ｜ ${en}  ${tenth * 10} %  ${done} / ${all}\n`);
  };
}
