// An XState 5 machine from a procedure file: its states, transitions, conditions, assignments and
// delayed sends; the rules of events and transitions become part of their guards. Expressions are
// ECMAScript already, so they are compiled once into functions.
import {readFileSync} from 'node:fs';
import {DOMParser} from '@xmldom/xmldom';
import {and, assign, cancel, createMachine, enqueueActions, raise} from 'xstate';

const gavel = 'urn:gavel:procedure:1';
const stateTags = ['state', 'parallel', 'final', 'history'];

/// What is true at the moment of the event: `_x`, and the answers of the calendar's functions.
export const moment = {x: {}, answers: {}};

// ---- host functions: the plain ones as they are, the others (time, law) looked up in the answers
const lists = {
  append: (list, item) => [...list, item],
  contains: (list, value) => (list ?? []).includes(value),
  count: (list, key, value) =>
    key === undefined ? (list ?? []).length : (list ?? []).filter((item) => item[key] === value).length,
  distinct: (list, key) => new Set(key === undefined ? list : list.map((item) => item[key])).size,
  find: (list, key, value) => (list ?? []).find((item) => item[key] === value),
  has: (code) => code in moment.x.documents,
  lacking: (values, list, key) => values.filter((value) => !list.some((item) => item[key] === value)),
  missing: (codes) => codes.filter((code) => !(code in moment.x.documents)),
  replace: (list, key, value, item) =>
    list.some((each) => each[key] === value)
      ? list.map((each) => (each[key] === value ? item : each))
      : [...list, item],
};
const functions = {...lists};
function looked_up(name) {
  return (...given) => moment.answers[given.length === 0 ? `${name}[]` : name + JSON.stringify(given)];
}

// ---- expressions
const token = /'[^']*'|"[^"]*"|[A-Za-z_$][\w$]*|\d[\w.]*|\s+|./gy;
const words = new Set(['true', 'false', 'null', 'undefined', 'typeof', 'in', 'instanceof', 'Array', 'Math', 'String']);

function rewritten(text) {
  const tokens = text.match(token);
  const said = (i, step) => {
    while (tokens[i] !== undefined && tokens[i].trim() === '') i += step;
    return tokens[i];
  };
  return tokens.map((each, i) => {
    const before = said(i - 1, -1);
    const after = said(i + 1, 1);
    const isKey = after === ':' && (before === '{' || before === ',');
    if (!/^[A-Za-z_$]/.test(each) || before === '.' || isKey || words.has(each)) return each;
    if (each === '_x') return 'moment.x';
    if (each === '_event') return 'event';
    if (after !== '(') return `c.${each}`;
    functions[each] ??= looked_up(each);
    return `functions.${each}`;
  }).join('');
}

function compile(text) {
  const body = new Function('moment', 'functions', `return (c, event) => (${rewritten(text)});`);
  return body(moment, functions);
}

// ---- executable content
function elements(node, ...names) {
  return [...node.childNodes].filter((each) => each.nodeType === 1 && (names.length === 0 || names.includes(each.localName)));
}

/// `a.b` of a context that is never changed in place.
function setter(location) {
  const [name, member, ...more] = location.split('.');
  if (more.length > 0) throw new Error(`<assign location="${location}"> is too deep`);
  return member === undefined
    ? (c, value) => { c[name] = value; }
    : (c, value) => { c[name] = {...c[name], [member]: value}; };
}

/// Assignments that follow one another become one, as one would write them by hand.
function assignments(nodes) {
  const steps = nodes.map((node) => ({
    set: setter(node.getAttribute('location')),
    value: compile(node.getAttribute('expr')),
  }));
  return assign(({context, event}) => {
    const c = {...context};
    for (const step of steps) step.set(c, step.value(c, event));
    return c;
  });
}

function sending(node) {
  const type = node.getAttribute('type');
  const name = node.getAttribute('event');
  if (!type) {
    const delay = compile(node.getAttribute('delayexpr'));
    return raise({type: name, data: {}}, {
      id: node.getAttribute('id'),
      delay: ({context, event}) => Number.parseInt(delay(context, event), 10),
    });
  }
  const params = elements(node, 'param').map((each) => [each.getAttribute('name'), compile(each.getAttribute('expr'))]);
  return {
    type: `${type}:${name}`,
    params: ({context, event}) => Object.fromEntries(params.map(([key, value]) => [key, value(context, event)])),
  };
}

function branching(node) {
  const test = compile(node.getAttribute('cond'));
  if (elements(node, 'else', 'elseif').length > 0) throw new Error('<else> is not translated');
  const then = content(node);
  return enqueueActions(({context, event, enqueue}) => {
    if (test(context, event)) for (const action of then) enqueue(action);
  });
}

function content(node) {
  const actions = [];
  let run = [];
  const flush = () => {
    if (run.length > 0) actions.push(assignments(run));
    run = [];
  };
  for (const each of elements(node)) {
    if (each.localName === 'assign') { run.push(each); continue; }
    flush();
    if (each.localName === 'send') actions.push(sending(each));
    else if (each.localName === 'cancel') actions.push(cancel(each.getAttribute('sendid')));
    else if (each.localName === 'if') actions.push(branching(each));
    else throw new Error(`<${each.localName}> is not translated`);
  }
  flush();
  return actions;
}

// ---- structure
function ruleIds(node, name) {
  return (name ? node.getAttributeNS(gavel, name) : node.getAttribute('rules') ?? '')?.split(/\s+/).filter(Boolean) ?? [];
}

/// XState begins in a child, not further down: the one with the state in it.
function towards(id, within) {
  const holds = (node) => node.getAttribute('id') === id || elements(node, ...stateTags).some(holds);
  return (within.find(holds) ?? within[0]).getAttribute('id');
}

class Translator {
  constructor(root) {
    this.rules = new Map(elements(root, 'rule').map((rule) => [rule.getAttribute('id'), compile(rule.getAttribute('test'))]));
    this.events = new Map(elements(root, 'event').map((event) => [event.getAttribute('name'), ruleIds(event)]));
  }

  transition(node, event) {
    const out = {};
    const target = node.getAttribute('target');
    if (target) { out.target = `#${target}`; out.reenter = node.getAttribute('type') !== 'internal'; }
    const tests = [...(this.events.get(event) ?? []), ...ruleIds(node, 'rules')].map((id) => this.rules.get(id));
    if (node.getAttribute('cond')) tests.unshift(compile(node.getAttribute('cond')));
    const guards = tests.map((test) => ({context, event: happened}) => Boolean(test(context, happened)));
    if (guards.length > 0) out.guard = guards.length === 1 ? guards[0] : and(guards);
    const actions = content(node);
    if (actions.length > 0) out.actions = actions;
    return out;
  }

  state(node) {
    const out = {id: node.getAttribute('id')};
    if (['parallel', 'final'].includes(node.localName)) out.type = node.localName;
    if (node.localName === 'history') {
      const [standard] = elements(node, 'transition');
      return {...out, type: 'history', history: node.getAttribute('type') || 'shallow', target: `#${standard.getAttribute('target')}`};
    }
    const within = elements(node, ...stateTags);
    if (within.length > 0) {
      out.states = Object.fromEntries(within.map((each) => [each.getAttribute('id'), this.state(each)]));
      if (node.localName === 'state') out.initial = towards(node.getAttribute('initial'), within);
    }
    out.entry = elements(node, 'onentry').flatMap(content);
    out.exit = elements(node, 'onexit').flatMap(content);
    for (const each of elements(node, 'transition')) this.add(out, each);
    return out;
  }

  add(state, node) {
    const events = (node.getAttribute('event') ?? '').split(/\s+/).filter(Boolean);
    if (events.length === 0) (state.always ??= []).push(this.transition(node));
    for (const event of events) {
      if (event === `done.state.${state.id}`) (state.onDone ??= []).push(this.transition(node, event));
      else ((state.on ??= {})[event] ??= []).push(this.transition(node, event));
    }
  }
}

export function machineOf(file, context) {
  const root = new DOMParser().parseFromString(readFileSync(file, 'utf8'), 'text/xml').documentElement;
  const translator = new Translator(root);
  const states = elements(root, ...stateTags);
  return createMachine({
    context,
    initial: towards(root.getAttribute('initial'), states),
    states: Object.fromEntries(states.map((each) => [each.getAttribute('id'), translator.state(each)])),
  });
}
