// Finds one thing by its sort, its name and the parts of the page it stands in; counts the stops of Tab to it.
const wanted = arguments[0];
const even = text => (text || '').replace(/\s+/g, ' ').trim();
const byIds = ids => ids.split(/\s+/).map(id => document.getElementById(id)?.textContent).join(' ');

const nameOf = e => even(
  e.getAttribute('aria-labelledby') ? byIds(e.getAttribute('aria-labelledby'))
    : e.getAttribute('aria-label') || ((e.labels && e.labels.length) ? [...e.labels].map(l => l.textContent).join(' ')
      : e.tagName === 'INPUT' ? e.value : e.textContent) || e.title);

const sortOf = e => {
  const type = e.tagName === 'INPUT' ? e.type : '';
  if (e.tagName === 'A') return 'link';
  if (e.tagName === 'BUTTON' || e.tagName === 'SUMMARY' || type === 'submit' || type === 'button') return 'button';
  if (e.tagName === 'SELECT') return 'list';
  if (type === 'radio') return 'radio';
  if (type === 'checkbox') return 'tick';
  if (type === 'file') return 'file';
  return type || e.tagName === 'TEXTAREA' ? 'text' : 'other';
};

const inPart = (e, part) => {
  for (let up = e.parentElement; up; up = up.parentElement) {
    if (up.tagName === 'FIELDSET') {
      const legend = [...up.children].find(child => child.tagName === 'LEGEND');
      if (even(legend?.textContent) === part) return true;
    } else if (up.tagName === 'TABLE') {
      if (even(up.caption?.textContent) === part) return true;
    } else if (['LI', 'TR', 'ARTICLE'].includes(up.tagName)) {
      if (even(up.textContent).includes(part)) return true;
    } else if (up.getAttribute('aria-label') || up.getAttribute('aria-labelledby')) {
      if (nameOf(up) === part) return true;
    } else if (up.tagName === 'SECTION' || up.tagName === 'FORM') {
      const heading = up.querySelector('h1, h2, h3');
      if (even(heading?.textContent) === part) return true;
    }
  }
  return false;
};

const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({ visibilityProperty: true }));
const kin = e => all.filter(other => other.type === 'radio' && other.name === e.name && other.form === e.form);
// Tab stops once in a group of radio buttons: at the chosen one, or else the first.
const stopOf = e => (sortOf(e) !== 'radio' ? e : kin(e).find(one => one === document.activeElement) || kin(e).find(one => one.checked) || kin(e)[0]);
const stops = all.filter(e => e.tabIndex >= 0 && stopOf(e) === e);

const fits = e => sortOf(e) === wanted.sort && nameOf(e) === wanted.name && wanted.within.every(part => inPart(e, part));
const hits = all.filter(e => fits(e) && stops.includes(stopOf(e)));
const found = hits[0];
if (!found) return { names: all.filter(e => sortOf(e) === wanted.sort).map(nameOf).join(' | ') };

const stop = stopOf(found);
// The focus may stand on something that is no stop, such as a heading that took it: the nearest stop before it counts.
const active = document.activeElement;
let from = stops.indexOf(active);
if (from < 0 && active && active !== document.body) {
  const after = stops.findIndex(e => active.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  from = (after < 0 ? stops.length : after) - 1;
}
let down = 0;
if (wanted.sort === 'radio') down = kin(found).indexOf(found) - kin(found).indexOf(stop);
if (wanted.sort === 'list') {
  const options = [...found.options].filter(option => !option.disabled);
  const at = options.findIndex(option => wanted.beginning
    ? even(option.textContent).startsWith(wanted.beginning) : even(option.textContent) === wanted.option);
  if (at < 0) return { names: 'options: ' + options.map(option => even(option.textContent)).join(' | ') };
  down = at - options.indexOf(found.options[found.selectedIndex]);
}
const away = stop === active ? 0 : stops.indexOf(stop) - from;
return { away: away === 0 && stop !== active ? 1 : away, down, chosen: !!found.checked };
