// Every form of every procedure on the narrowest screen, in the longer of the two languages: none is wider than the screen, none fails.
// The tasks are made up of what the procedures declare, so that forms are seen which no course of events comes by.
import { faults, report, signIn, task, visit } from "./pages.mjs";

async function formsOf(page, token, name) {
  const answer = await fetch(`${task.url}/v1/procedures/${name}`, { headers: { Authorization: `Bearer ${token}` } });
  const { events } = await answer.json();
  const tasks = events.map(({ name: event, title, form }) => ({ event, step: "", title, who: [], allowed: true, mine: true, signed: false, waits: [], form, produces: [], blocked: null }));
  await page.route("**/tasks", (route) => route.fulfill({ json: { version: 1, tasks, documents: [] } }));
  for (const { event, form } of tasks.filter((each) => each.form.length > 0)) {
    await page.goto(`${task.url}/#/matters/${task.matter}/${encodeURIComponent(event)}`);
    await page.locator("form.card > button.wide").waitFor();
    for (const row of await page.locator("fieldset.many > button").all()) await row.click();
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name} ${event}: scrolls sideways`);
    const shown = await page.locator(".field, fieldset, .choice").count();
    if (shown < form.length) faults.push(`${name} ${event}: ${form.length} fields, ${shown} shown`);
  }
  await page.unroute("**/tasks");
}

const page = await visit("en-GB", 390);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  const { token } = JSON.parse(await page.evaluate(() => sessionStorage.getItem("gavel.session")));
  for (const name of ["major-decision", "catalogue", "follow-up", "letters", "collective-vote"]) await formsOf(page, token, name);
});
