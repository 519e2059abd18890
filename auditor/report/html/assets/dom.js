// Elements are made of text, never of markup: the page's policy forbids anything else.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('data').textContent);
const single = data.documents.length === 1;

/** A wording with its places filled in. */
function t(key, values = {}) {
  const word = data.words[key];
  if (word === undefined) return key.replace(/^[a-z]+-/, ''); // a family, role or unit that has no word of its own
  return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== '') element.append(child);
  return element;
}

function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function chip(kind, text = t(kind)) {
  return el('span', { class: `chip ${kind}` }, text);
}

function languageOf(row) {
  return { hant: 'zh-Hant', hans: 'zh-Hans' }[row.script] || 'zh';
}

function tell(text) {
  $('told').textContent = text;
}

/** The figures of a document by what became of them, as a bar. */
function coverageBar(row) {
  const said = t('coverage-said', { figures: row.figures, ...row.states });
  const bar = svg('svg', { class: 'cover', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': said });
  let x = 0;
  for (const state of ['fails', 'holds', 'open', 'unchecked']) {
    const width = (100 * row.states[state]) / (row.figures || 1);
    bar.append(svg('rect', { class: state, x, width, height: state === 'fails' ? 8 : 5, y: state === 'fails' ? 0 : 1.5 }));
    x += width;
  }
  return bar;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'unseen' });
    area.value = text;
    const before = document.activeElement;
    (document.querySelector('dialog[open]') || document.body).append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    before?.focus?.({ preventScroll: true });
  }
  tell(t('copied'));
}
