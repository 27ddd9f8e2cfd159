// One table from the figures of a run: report.mjs GAVEL_JSON XSTATE_JSON.
import {readFileSync} from 'node:fs';
import {cpus} from 'node:os';

const [gavelFile, xstateFile] = process.argv.slice(2);
const gavel = JSON.parse(readFileSync(gavelFile, 'utf8'));
const other = xstateFile ? JSON.parse(readFileSync(xstateFile, 'utf8')) : null;
const inMicroseconds = {ns: 1e-3, us: 1, ms: 1e3, s: 1e6};
const medians = new Map(gavel.benchmarks.filter((each) => each.aggregate_name === 'median')
  .map((each) => [each.run_name, {...each, us: each.cpu_time * inMicroseconds[each.time_unit]}]));

const rows = [];
function row(what, value, goal = '') { rows.push([what, value, goal]); }
function time(us) {
  if (us < 1) return `${us.toFixed(3)} µs`;
  return us < 1000 ? `${us.toFixed(1)} µs` : `${(us / 1000).toFixed(1)} ms`;
}
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

for (const [name, each] of medians) {
  const [group, part] = name.split('/');
  if (group === 'event') row(`event ${part}, snapshot of ${kilobytes(each.snapshot_bytes)}`, time(each.us), '15 µs');
  else if (group === 'guard') row(`guard ${part}`, time(each.us), '0.3 µs');
  else if (group === 'rules_of_the_procedure') row(`a rule of the procedure, mean of its ${each.rules}`, time(each.us), '0.3 µs');
  else if (group === 'idle_matter') row(`matter in the cache before ${part}, stored as ${kilobytes(each.snapshot_bytes)}`, kilobytes(each.bytes), '16 KB');
  else if (group === 'read') row(`reading a procedure of ${kilobytes(each.file_bytes)}`, time(each.us), '50 ms');
  else if (group === 'read_and_check_as_written') row('reading it and checking all that follows no courses', time(each.us), '50 ms');
  else if (group === 'read_and_check_every_course') row('reading it and following every course', time(each.us), '');
  else if (group !== 'course') row(name, time(each.us), '');
}

const course = medians.get('course');
if (course) {
  const own = course.us / course.events;
  row(`one of the ${course.events} events of the lawful course, recorded`, time(own), '15 µs');
  if (other) beside(own);
}
function beside(own) {
  row(`the same on XState ${other.version}, state in memory only`, time(other.step), `${(other.step / own).toFixed(1)} times`);
  row('the same, its state written as JSON', time(other.step_and_write), `${(other.step_and_write / own).toFixed(1)} times`);
}

const width = (text) => [...text].length;
const widest = [0, 1, 2].map((column) => Math.max(...rows.map((each) => width(each[column]))));
console.log(`\n${cpus().length} × ${cpus()[0].model}; medians of ${gavel.benchmarks.find((each) => each.repetitions)?.repetitions} repetitions, CPU time`);
for (const [what, value, goal] of rows) {
  const fill = (text, column) => ' '.repeat(widest[column] - width(text));
  console.log(`${what}${fill(what, 0)}  ${fill(value, 1)}${value}  ${goal}`.trimEnd());
}
if (course && other) {
  console.log(`
Both engines take the same events with the same conditions and rules from the same file, and stand in
the same states after each (checked before measuring). Gavel's figure has in it what XState does not
do: roles and forms, the working-day calendar (XState finds its answers in a table), the answer why
a rule is not met, error events of the standard, and the record and effects as they are stored.`);
}
