import { expect, test } from "vitest";
import { findBrowser, launchBrowser } from "./browser.ts";

test("a browser is found and shows a page, Chinese included", async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(
      "<html lang='zh-CN'><title>明账</title><p id='sum'></p><script>sum.innerText = 1 + 1</script>",
    );
    expect(await page.title()).toBe("明账");
    expect(await page.innerText("#sum")).toBe("2");
  } finally {
    await browser.close();
  }
});

test("without one that runs, the failure says what to install", async () => {
  await expect(findBrowser("/no/such/browser")).rejects.toThrow(
    /\/no\/such\/browser does not run .*apt-get install chromium.* or name one with CHROMIUM_PATH/,
  );
});
