// The administrator enters which organ took another over, is told what cannot be, and takes back what was entered in error.
import { examine, faults, forgive, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const successor = "新设的市人民政府";

async function enter(page, fill) {
  await page.getByRole("button", { name: zh.enter_succession, exact: true }).click();
  await page.locator(`#succession-organ option[value="${task.organ}"]`).waitFor({ state: "attached" });
  await fill();
  await page.getByRole("button", { name: zh.enter, exact: true }).click();
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, "admin", task.password);
  await page.goto(`${task.url}/#/accounts`);
  const card = page.getByRole("region", { name: zh.successions });
  await enter(page, async () => {
    if (await page.locator("#succession-kind option[value=taken_back]").isEnabled()) faults.push("nothing was entered, and it may be taken back");
    await page.locator("#succession-organ").selectOption(task.organ);
    await page.locator("#succession-successor").fill(task.organ);
    await page.locator("#succession-basis").fill("国函〔2026〕1号");
  });
  await page.getByRole("alert").waitFor(); // nothing takes itself over
  forgive("422");
  await examine(page, "succession-refused");
  await page.locator("#succession-successor").fill(successor);
  await page.getByRole("button", { name: zh.enter, exact: true }).click();
  await card.getByText(zh.succession_to.replace("{successor}", successor)).waitFor();
  await examine(page, "succession");
  await enter(page, async () => {
    await page.locator("#succession-kind").selectOption("taken_back");
    await page.locator("#succession-organ").selectOption(task.organ);
    await page.locator("#succession-basis").fill("登记有误");
  });
  await card.getByText(zh.succession_replaced).waitFor();
  await card.getByText(zh.succession_none).waitFor();
  const narrow = await visit("en-GB", 390);
  await signIn(narrow, "admin", task.password);
  await narrow.goto(`${task.url}/#/accounts`);
  await narrow.getByRole("button", { name: words.en.enter_succession, exact: true }).click();
  await narrow.locator("#succession-kind").waitFor();
  await examine(narrow, "narrow-succession");
});
