// The head decides to start: the drafting unit is chosen by its name, the number of the catalogue from what was published, and nobody
// has to know an id by heart.
import { examine, faults, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await page.getByRole("link", { name: `${zh.to_do} ${task.title}` }).click();
  await page.locator("#field-drafting_unit option", { hasText: task.unit }).first().waitFor({ state: "attached" });
  await page.locator("#field-drafting_unit").selectOption({ label: task.unit });
  const offered = await page.locator("#field-catalogue_no-choices option").evaluateAll((options) => options.map((option) => option.value));
  if (!offered.includes(task.number)) faults.push(`the catalogue's ${task.number} is not among ${offered.join(", ")}`);
  await page.locator("#field-catalogue_no").fill(task.number);
  await examine(page, "head");
  await page.getByRole("button", { name: task.title, exact: true }).click();
  await page.getByText(zh.what_next).waitFor();
});
