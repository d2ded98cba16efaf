// Kith in the browser: one small module. Everything on every page also works without it.
//
//   autosave    form[data-autosave="/url"] with [data-question][data-child][data-version] groups and a [data-saved-line]
//   shortcuts   / search, g then a letter (nav links with data-key), j and k in [data-list], ? for help
//   rows        [data-rows] with <template data-row> (__n__ is the number) and buttons [data-add-row], [data-remove-row]
//   clearer     form[data-clearer="/url"]: its words go there while somebody types; what could be clearer comes back into
//               [data-vague-for="field"]. Nothing is kept
//   live        [data-live="/url"]: server-sent "fragment" events, {"id": "…", "html": "…"}, and "say" events, {"text": "…"}
//   session     body[data-idle] (seconds), body[data-who], body[data-csrf]; asks /session and /session/stay
//
// Nothing that anyone wrote is kept in the browser's storage; only "shortcuts off" is.

const body = document.body;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

// ---- Saying things politely ----

const spoken = make('div', { className: 'govuk-visually-hidden' });
spoken.setAttribute('aria-live', 'polite');
const say = (text) => { spoken.textContent = ''; setTimeout(() => { spoken.textContent = text; }, 50); };

// ---- Talking to the server ----

let csrf = body.dataset.csrf ?? '';
let lastContact = Date.now();

const ask = (url, options = {}) => fetch(url, {
  credentials: 'same-origin',
  ...options,
  headers: { Accept: 'application/json', 'X-CSRF': csrf, ...options.headers },
});

const post = async (url, fields, keepalive = false) => {
  const reply = await ask(url, { method: 'POST', body: fields, keepalive });
  lastContact = Date.now();
  const json = reply.headers.get('content-type')?.includes('json') ? await reply.json() : {};
  return { status: reply.status, json };
};

// The session as the server sees it. A token of the same person's new sign-in is taken into every form of the page;
// another person's never is, so that nobody's words are saved under another's name.
const session = async () => {
  const reply = await ask('/session', { headers: { 'X-Quiet': '1' } });
  const state = await reply.json();
  state.mine = Boolean(state.signed_in) && state.who === body.dataset.who;
  if (state.mine && state.csrf !== csrf) {
    csrf = state.csrf;
    for (const field of all('input[name="csrf"]')) field.value = csrf;
  }
  return state;
};

// ---- Autosave ----

const WAIT = 1200; // milliseconds from the first unsaved keystroke to the request
const LONGEST = 60_000;

const WORDS = {
  saving: 'Saving…',
  offline: 'Not saved: you are offline; your words are kept on this page',
  'signed-out': 'You have been signed out: sign in in another tab, then this saves by itself',
  other: 'Not saved: somebody else has signed in on this browser. Your words are kept on this page; copy them before you leave it',
  clash: 'Not saved: someone else changed the same answer. Choose below; nothing is lost',
  broken: 'Not saved: Kith could not save just now; your words are kept on this page and it is trying again',
  large: 'Not saved: this is longer than can be saved at once',
};

class Question {
  constructor(saver, node) {
    Object.assign(this, { saver, node, state: 'saved', tries: 0, timer: 0 });
    this.sent = this.fields().toString();
  }

  // Every field of the question as the form would send it, less the tokens.
  fields() {
    const pairs = new URLSearchParams();
    for (const [name, value] of new FormData(this.saver.form)) {
      if (typeof value === 'string' && this.names().has(name)) pairs.append(name, value);
    }
    return pairs;
  }

  names() {
    return new Set(all('input[name], textarea[name], select[name]', this.node).filter((f) => !f.closest('.k-clash')).map((f) => f.name));
  }

  get unsaved() { return this.state !== 'saved'; }

  // From which words this question goes on; a field of the form carries it where the form is sent without the script.
  began(version) {
    const { question, child } = this.node.dataset;
    const mark = this.saver.form.elements.namedItem(`v.q.${question}${child ? `.${child}` : ''}`);
    this.node.dataset.version = version;
    if (mark) mark.value = version;
  }

  changed() {
    if (this.state === 'clash' || this.state === 'saving') { this.again = true; return; }
    if (this.fields().toString() === this.sent && this.state === 'saved') return;
    if (this.state === 'saved') this.state = 'waiting';
    this.later(WAIT);
    this.saver.show();
  }

  later(delay) {
    if (this.timer) return;
    this.timer = setTimeout(() => { this.timer = 0; this.save(); }, delay);
  }

  rest() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  now(keepalive = false) {
    this.rest();
    if (this.unsaved && this.state !== 'saving' && this.state !== 'clash') this.save(keepalive);
  }

  save(keepalive = false) {
    this.sending = this.send(keepalive);
    return this.sending;
  }

  async send(keepalive = false) {
    const values = this.fields();
    const fields = new URLSearchParams(values);
    fields.append('csrf', csrf);
    fields.append('question', this.node.dataset.question);
    fields.append('child', this.node.dataset.child ?? '');
    fields.append('version', this.node.dataset.version ?? '');
    this.state = 'saving';
    this.again = false;
    this.saver.show();
    let reply;
    try {
      // A request that outlives the page may carry 64 kB and no more.
      reply = await post(this.saver.url, fields, keepalive && fields.toString().length < 60_000);
    } catch {
      return this.retry(navigator.onLine ? 'broken' : 'offline');
    }
    await this.answered(reply, values.toString());
    this.saver.show();
  }

  async answered({ status, json }, sent) {
    if (json.clash) return this.clash(json.clash);
    if (status === 200 && json.version !== undefined) {
      Object.assign(this, { state: 'saved', tries: 0, sent });
      this.began(json.version);
      this.saver.savedAt = json.saved;
      if (this.fields().toString() !== sent) { this.state = 'waiting'; this.later(WAIT); }
      return undefined;
    }
    if (json.stale || json.signed_out) return this.signedOut();
    if (json.errors) return this.refused(Object.values(json.errors).join('. '));
    if (json.may_not) return this.refused(json.may_not);
    if (status === 413) return this.refused(null, 'large');
    return this.retry('broken');
  }

  async signedOut() {
    this.state = 'signed-out';
    const state = await session().catch(() => ({}));
    if (state.signed_in && !state.mine) { this.state = 'other'; this.saver.show(); return; }
    if (state.mine && this.tries === 0) { this.tries = 1; this.now(); return; }
    waitForSignIn();
  }

  // The server understood and will not take it; only a change can help.
  refused(reason, state = 'refused') {
    this.state = state;
    this.reason = reason;
    this.sent = null;
  }

  retry(state) {
    this.state = state;
    this.tries += 1;
    this.later(Math.min(LONGEST, 1000 * 2 ** this.tries));
    this.saver.show();
  }

  clash({ yours, theirs, by, at, version, fields }) {
    this.state = 'clash';
    const choose = (write) => {
      box.remove();
      this.began(version);
      this.state = 'waiting';
      if (write !== undefined) this.write(write, fields);
      this.node.querySelector('input, textarea, select')?.focus();
      this.now();
    };
    const side = (title, words) => make('div', { className: 'k-clash__side' },
      make('h3', { textContent: title }), make('pre', { className: 'k-clash__words', textContent: words }));
    const button = (words, write) => make('button', {
      type: 'button', className: 'govuk-button govuk-button--secondary', textContent: words, onclick: () => choose(write()),
    });
    const mine = () => this.text()?.value ?? yours;
    const buttons = make('div', { className: 'k-clash__buttons' }, button('Keep mine', () => undefined), button('Take theirs', () => theirs));
    if (this.text()) buttons.append(button('Put both', () => `${mine()}\n\n${theirs}`));
    const box = make('div', { className: 'k-clash', tabIndex: -1 },
      make('p', { className: 'k-clash__title', textContent: `${by} changed this answer at ${at}` }),
      make('div', { className: 'k-clash__sides' }, side('Yours', yours), side(`${by}’s`, theirs)), buttons);
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Two versions of one answer');
    this.node.querySelector('.k-clash')?.remove();
    this.node.append(box);
  }

  text() { return this.node.querySelector('textarea, input[type="text"], input:not([type])'); }

  // Only ever after a press of a button: text under the cursor is nobody's but the writer's.
  write(words, fields) {
    const text = this.text();
    if (text) { text.value = words; return; }
    const chosen = new Set((fields ?? []).map(([name, value]) => `${name}=${value}`));
    for (const box of all('input[type="radio"], input[type="checkbox"], option', this.node)) {
      const on = chosen.has(`${box.name ?? box.closest('select').name}=${box.value}`);
      if (box.tagName === 'OPTION') box.selected = on; else box.checked = on;
    }
  }
}

class Saver {
  constructor(form) {
    Object.assign(this, { form, url: form.dataset.autosave, savedAt: null, leaving: false });
    this.lines = all('[data-saved-line]', form).concat(all(`[data-saved-line="${form.id}"]`));
    this.questions = new Map(all('[data-question]', form).map((node) => [node, new Question(this, node)]));
    const heard = (event) => { this.leaving = false; this.of(event.target)?.changed(); };
    form.addEventListener('input', heard);
    form.addEventListener('change', heard);
    form.addEventListener('submit', (event) => this.leave(event));
  }

  // What is on its way to the server must not come there after the form itself: it would look like another's words.
  leave(event) {
    this.leaving = true;
    for (const question of this.questions.values()) question.rest();
    const sending = [...this.questions.values()].filter((question) => question.state === 'saving');
    if (sending.length === 0 && !this.held) return;
    event.preventDefault();
    if (this.held) return;
    this.held = true;
    const done = Promise.allSettled(sending.map((question) => question.sending));
    Promise.race([done, new Promise((enough) => { setTimeout(enough, 3000); })]).then(() => {
      this.held = false;
      for (const question of sending) if (question.state === 'saving') question.state = 'waiting';
      this.form.requestSubmit(event.submitter);
    });
  }

  of(target) {
    const node = target.closest('[data-question]');
    if (!node || target.closest('.k-clash')) return null;
    if (!this.questions.has(node)) this.questions.set(node, new Question(this, node));
    return this.questions.get(node);
  }

  get unsaved() { return [...this.questions.values()].filter((question) => question.unsaved); }

  show() {
    const states = new Set(this.unsaved.map((question) => question.state));
    const state = ['clash', 'other', 'signed-out', 'refused', 'large', 'offline', 'broken', 'saving', 'waiting'].find((s) => states.has(s));
    const refused = this.unsaved.find((question) => question.state === 'refused');
    let words = this.savedAt ? `Saved ${this.savedAt}` : '';
    if (state === 'refused') words = `Not saved: ${refused.reason}`;
    else if (state) words = WORDS[state === 'waiting' ? 'saving' : state];
    const look = { waiting: 'saving', broken: 'unsaved', refused: 'unsaved', large: 'unsaved', other: 'signed-out' };
    for (const line of this.lines) {
      line.dataset.state = state ? look[state] ?? state : 'saved';
      if (line.textContent !== words && words) line.textContent = words;
    }
  }

  // A form that was sent carries its words itself.
  flush(keepalive = false) {
    if (this.leaving) return;
    for (const question of this.unsaved) {
      if (question.state !== 'other') question.now(keepalive);
    }
  }
}

const savers = all('form[data-autosave]').map((form) => new Saver(form));
// A page that comes back from the browser's memory began from words that are old by now.
window.addEventListener('pageshow', (event) => { if (event.persisted && savers.length) location.reload(); });
const flushAll = (keepalive) => savers.forEach((saver) => saver.flush(keepalive));
window.addEventListener('online', () => flushAll());
window.addEventListener('offline', () => savers.forEach((saver) => saver.show()));
document.addEventListener('visibilitychange', () => { if (document.hidden) flushAll(true); });
window.addEventListener('beforeunload', (event) => {
  if (savers.some((saver) => !saver.leaving && saver.unsaved.length)) event.preventDefault();
});

// ---- Signed out, and signed in again elsewhere ----

let waiting = 0;
const waitForSignIn = () => {
  if (waiting) return;
  const look = async () => {
    const state = await session().catch(() => ({}));
    if (!state.mine) return;
    clearInterval(waiting);
    waiting = 0;
    lastContact = Date.now();
    timeOut.close();
    flushAll();
  };
  waiting = setInterval(look, 5000);
  window.addEventListener('focus', look, { once: true });
};

const WARN = 120; // seconds before the end of the session
const timeOut = make('dialog', { className: 'k-dialog' });
timeOut.setAttribute('aria-labelledby', 'k-time-out');

const warn = (seconds, canStay) => {
  const ended = seconds <= 0;
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const title = ended ? 'You have been signed out' : `You will be signed out in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
  const words = ended || !canStay
    ? 'What you wrote is kept on this page. Sign in in another tab and carry on here.'
    : 'You have not used Kith for a while. What you wrote is kept.';
  const parts = [make('h2', { id: 'k-time-out', className: 'govuk-heading-m', textContent: title }),
    make('p', { className: 'govuk-body', textContent: words })];
  if (ended) {
    parts.push(make('a', { className: 'govuk-button', href: '/sign-in', target: '_blank', rel: 'noopener', textContent: 'Sign in (opens a new tab)' }), ' ',
      make('button', { type: 'button', className: 'govuk-button govuk-button--secondary', textContent: 'Close', onclick: () => timeOut.close() }));
  } else if (canStay) {
    parts.push(make('button', { type: 'button', className: 'govuk-button', textContent: 'Stay signed in', onclick: stay }));
  } else {
    parts.push(make('button', { type: 'button', className: 'govuk-button', textContent: 'I have read this', onclick: () => timeOut.close() }));
  }
  timeOut.replaceChildren(...parts);
  if (!timeOut.open) timeOut.showModal();
};

const stay = async () => {
  timeOut.close();
  await post('/session/stay', new URLSearchParams({ csrf })).catch(() => {});
};

const watchSession = () => {
  const idle = Number(body.dataset.idle);
  if (!idle) return;
  let told = false;
  setInterval(async () => {
    if (waiting || idle - (Date.now() - lastContact) / 1000 > WARN) return;
    const state = await session().catch(() => null);
    if (!state) return; // offline: nothing can be said of the session
    if (!state.mine) { warn(0, false); waitForSignIn(); return; }
    if (state.seconds > WARN) { lastContact = Date.now() - (idle - state.seconds) * 1000; timeOut.close(); return; }
    if (state.can_stay || !told) warn(state.seconds, state.can_stay);
    told = true;
  }, 15_000);
};

// ---- Keyboard ----

const OFF = 'kith-shortcuts';
const recall = () => { try { return localStorage.getItem(OFF) === 'off'; } catch { return false; } };
const remember = (off) => { try { if (off) localStorage.setItem(OFF, 'off'); else localStorage.removeItem(OFF); } catch { /* then for this page only */ } };
let shortcutsOff = recall();
let afterG = 0;

const typing = (target) => target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
  && !/^(radio|checkbox|button|submit)$/.test(target.type));

const move = (by) => {
  const items = all('[data-list] > *').filter((item) => item.offsetParent !== null);
  if (!items.length) return;
  const here = items.findIndex((item) => item.contains(document.activeElement));
  const at = here < 0 ? items.findIndex((item) => item.classList.contains('k-at')) : here;
  const next = items[Math.min(items.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  items.forEach((item) => item.classList.toggle('k-at', item === next));
  const link = next.querySelector('a[href], button, summary');
  if (!link) next.tabIndex = -1;
  (link ?? next).focus();
};

const help = () => {
  const keys = [['/', 'Search'], ['j', 'Next in the list'], ['k', 'The one before'], ['Enter', 'Open it'], ['?', 'This help'],
    ...all('a[data-key]').map((link) => [`g ${link.dataset.key}`, link.firstChild.textContent.trim()])];
  const rows = keys.map(([key, words]) => {
    const row = make('tr', {}, make('th', { scope: 'row' }), make('td', { textContent: words }));
    row.firstChild.append(...key.split(' ').flatMap((part) => [make('kbd', { className: 'k-key', textContent: part }), ' ']));
    return row;
  });
  const tick = make('input', { type: 'checkbox', id: 'k-shortcuts', className: 'govuk-checkboxes__input', checked: !shortcutsOff });
  tick.onchange = () => { shortcutsOff = !tick.checked; remember(shortcutsOff); };
  const dialog = make('dialog', { className: 'k-dialog' },
    make('h2', { id: 'k-help', className: 'govuk-heading-m', textContent: 'Keys' }),
    make('table', { className: 'k-table' }, make('tbody', {}, ...rows)),
    make('div', { className: 'govuk-checkboxes__item' }, tick,
      make('label', { htmlFor: 'k-shortcuts', className: 'govuk-label govuk-checkboxes__label', textContent: 'Use these keys (kept for this browser)' })),
    make('p', {}, make('button', { type: 'button', className: 'govuk-button', textContent: 'Close', onclick: () => dialog.close() })));
  dialog.setAttribute('aria-labelledby', 'k-help');
  dialog.onclose = () => dialog.remove();
  body.append(dialog);
  dialog.showModal();
};

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector('dialog[open]')) return;
  if (shortcutsOff) return;
  const pressed = event.key;
  if (afterG && Date.now() - afterG < 1500) {
    afterG = 0;
    const link = all('a[data-key]').find((one) => one.dataset.key === pressed);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  const actions = {
    '/': () => document.getElementById('k-search')?.focus(),
    '?': help,
    g: () => { afterG = Date.now(); },
    j: () => move(1),
    k: () => move(-1),
  };
  if (Object.hasOwn(actions, pressed)) { event.preventDefault(); actions[pressed](); }
});
// The help is also behind a button, so that it is found without keys and where they are off.
for (const button of all('[data-keys-help]')) { button.hidden = false; button.addEventListener('click', help); }

// ---- Add another ----

document.addEventListener('click', (event) => {
  const press = event.target.closest('[data-add-row], [data-remove-row]');
  const rows = press?.closest('[data-rows]');
  if (!rows) return;
  const blank = rows.querySelector('template[data-row]');
  if (press.hasAttribute('data-add-row') && blank) {
    event.preventDefault();
    const number = Number(rows.dataset.next ?? rows.querySelectorAll('[data-row]:not(template)').length);
    rows.dataset.next = number + 1;
    const copy = blank.content.cloneNode(true);
    for (const node of all('*', copy)) {
      for (const { name, value } of [...node.attributes]) {
        if (value.includes('__n__')) node.setAttribute(name, value.replaceAll('__n__', number));
      }
    }
    const row = copy.firstElementChild;
    row.setAttribute('data-row', '');
    blank.before(copy);
    row.querySelector('input, select, textarea')?.focus();
    say('Row added');
  } else if (press.hasAttribute('data-remove-row')) {
    event.preventDefault();
    press.closest('[data-row]')?.remove();
    rows.querySelector('[data-add-row]')?.focus();
    rows.dispatchEvent(new Event('change', { bubbles: true }));
    say('Row removed');
  }
});

// ---- What could be said more clearly ----

const PAUSE = 900; // milliseconds without a keystroke
for (const form of all('form[data-clearer]')) {
  let timer = 0;
  let asked = 0;
  let last = '';
  const places = all('[data-vague-for]', form);
  const show = (node, found) => {
    const lines = found.map(({ ask: question, words, say: advice }) => make('li', {},
      make('strong', { textContent: question }), ' ', ...(words ? [make('q', { textContent: words }), ' '] : []), advice));
    const list = make('ul', {}, ...lines);
    const html = lines.length ? list.outerHTML : '';
    if (node.innerHTML === html) return false;
    node.replaceChildren(...(lines.length ? [list] : []));
    return true;
  };
  const look = async () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && !/^(v\.|csrf$|command$)/.test(name)) fields.append(name, value);
    }
    if (fields.toString() === last) return;
    last = fields.toString();
    asked += 1;
    const mine = asked;
    fields.append('csrf', csrf);
    const reply = await post(form.dataset.clearer, fields).catch(() => null);
    if (!reply || reply.status !== 200 || mine !== asked) return;
    const found = reply.json.found ?? {};
    const changed = places.filter((node) => show(node, found[node.dataset.vagueFor] ?? []));
    const count = places.reduce((sum, node) => sum + node.querySelectorAll('li').length, 0);
    if (changed.length) say(count === 0 ? 'Nothing more could be clearer' : `${count} ${count === 1 ? 'thing' : 'things'} could be clearer`);
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
}

// ---- Live fragments ----

const live = () => {
  for (const url of new Set(all('[data-live]').map((node) => node.dataset.live))) {
    const source = new EventSource(url);
    source.addEventListener('fragment', (event) => {
      const { id, html } = JSON.parse(event.data);
      const node = document.getElementById(id);
      // Nothing is changed under the cursor or the finger.
      if (!node || node.contains(document.activeElement) || node.innerHTML === html) return;
      node.innerHTML = html;
      node.classList.remove('k-new');
      requestAnimationFrame(() => node.classList.add('k-new'));
    });
    source.addEventListener('say', (event) => say(JSON.parse(event.data).text));
  }
};

// ---- Start ----

body.classList.add('js-enabled', 'govuk-frontend-supported');
body.append(spoken, timeOut);
// Where the bundle brings the design systems' own behaviour, it is started here and not by a script in the page.
globalThis.GOVUKFrontend?.initAll?.();
globalThis.MOJFrontend?.initAll?.();
live();
watchSession();

export { say, session };
