// The lawful course on XState 5: xstate.mjs PROCEDURE COURSE. The course comes from
// bench_write_course; after each event the machine must stand in the states that Gavel stands in.
// Prints JSON: microseconds an event, the median of the rounds.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {initialTransition, transition} from 'xstate';
import {machineOf, moment} from './xstate_machine.mjs';

const [procedure, file] = process.argv.slice(2);
const course = JSON.parse(readFileSync(file, 'utf8'));
const steps = course.steps.map((step) => ({
  moment: {x: step.x, answers: step.answers},
  event: {type: step.event, name: step.event, data: step.data},
  states: step.states,
}));
const machine = machineOf(procedure, course.data);
Object.assign(moment, steps[0].moment);
const [first] = initialTransition(machine);

function standsIn(snapshot) {
  return snapshot._nodes.filter((node) => node.parent !== undefined).map((node) => node.key).sort();
}

function check() {
  let now = first;
  for (const step of steps) {
    Object.assign(moment, step.moment);
    [now] = transition(machine, now, step.event);
    const found = standsIn(now).join(' ');
    const wanted = [...step.states].sort().join(' ');
    if (found !== wanted) throw new Error(`after ${step.event.type} XState stands in\n  ${found}\nand Gavel in\n  ${wanted}`);
  }
}

let kept = 0;
function round(finish) {
  let now = first;
  for (const step of steps) {
    Object.assign(moment, step.moment);
    let actions;
    [now, actions] = transition(machine, now, step.event);
    kept += actions.length + finish(now);
  }
}

function median(finish, rounds = 301) {
  for (let i = 0; i < 300; ++i) round(finish);  // the compiler has seen it all by then
  const taken = [];
  for (let i = 0; i < rounds; ++i) {
    const begin = process.cpuUsage();  // CPU time, as Gavel's: others may use the machine too
    round(finish);
    const {user, system} = process.cpuUsage(begin);
    taken.push(user + system);
  }
  return taken.sort((a, b) => a - b)[(rounds - 1) / 2] / steps.length;
}

check();
const version = createRequire(import.meta.url)('xstate/package.json').version;
console.log(JSON.stringify({
  version,
  node: process.version,
  events: steps.length,
  step: median(() => 0),
  step_and_write: median((now) => JSON.stringify(machine.getPersistedSnapshot(now)).length),
  kept,
}));
