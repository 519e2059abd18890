// The list of findings: filters, search, and one that is chosen.  Only what is scrolled to is made.
const CHUNK = 60;
const SEVERITIES = ['error', 'warning', 'note'];
// What is known already or to be ignored is shown when asked for.
const list = { all: data.findings, shown: [], made: 0, current: null, severities: new Set(SEVERITIES), quiet: new Set() };

function prepareFindings() {
  const counts = new Map();
  let document_ = -1;
  let place = 0;
  for (const finding of list.all) {
    if (finding.doc !== document_) [document_, place] = [finding.doc, 0];
    finding.number = ++place;
    if (!finding.quiet) counts.set(finding.family, (counts.get(finding.family) || 0) + 1);
    const row = data.documents[finding.doc];
    finding.hay = [row.path, finding.rule, data.rules[finding.rule].title, finding.quote, ...linesOf(finding)].join(' ').toLowerCase();
  }
  for (const [family, count] of counts) $('family').append(el('option', { value: family }, `${t(`family-${family}`)} (${count})`));
}

function filter() {
  const family = $('family').value;
  const rule = $('rule').value;
  const anchor = $('document')?.value || '';
  const terms = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one) =>
    list.severities.has(one.severity) &&
    (!family || one.family === family) &&
    (!rule || one.rule === rule) &&
    (!anchor || data.documents[one.doc].anchor === anchor) &&
    terms.every((term) => one.hay.includes(term));
  list.shown = list.all.filter((one) => (!one.quiet || list.quiet.has(one.quiet)) && fits(one));
  const loud = list.all.reduce((count, one) => count + (!one.quiet || list.quiet.has(one.quiet)), 0);
  list.made = 0;
  $('list').replaceChildren();
  $('shown').textContent = t('shown', { shown: list.shown.length, all: loud });
  $('empty').hidden = list.shown.length > 0;
  $('empty').firstElementChild.textContent = loud ? t('nothing') : t('clean');
  $('clear').hidden = !loud;
  $('side').scrollTop = 0;
  makeMore();
}

function makeMore(upTo = list.made + CHUNK) {
  const end = Math.min(list.shown.length, upTo);
  const rows = document.createDocumentFragment();
  for (let at = list.made; at < end; at++) {
    const finding = list.shown[at];
    const row = data.documents[finding.doc];
    if (!single && (at === 0 || list.shown[at - 1].doc !== finding.doc)) rows.append(el('li', { class: 'doc', role: 'presentation' }, row.path));
    rows.append(listItem(finding, at));
  }
  list.made = Math.max(list.made, end);
  $('list').append(rows);
}

function listItem(finding, at) {
  const quiet = finding.quiet ? el('span', { class: 'chip unchecked' }, t(finding.quiet)) : null;
  const [suspect] = finding.suspects;
  const link = el(
    'a', { class: 'finding', href: hrefOf(finding), 'data-at': at },
    el('span', { class: 'meta' }, el('b', { class: 'number-of' }, finding.number), chip(finding.severity), quiet, el('span', {}, finding.place), el('span', {}, finding.rule), el('span', {}, t(`family-${finding.family}`))),
    el('span', { class: 'text' }, el('span', { class: 'quote', lang: languageOf(data.documents[finding.doc]) }, finding.quote), ' ', finding.message),
    suspect ? el('span', { class: 'guess' }, `${t('suspect')} ${changeOf(suspect)}`) : null,
  );
  const item = el('li', { class: finding.quiet ? 'hushed' : null, 'aria-setsize': list.shown.length, 'aria-posinset': at + 1, 'data-id': finding.id }, link);
  if (finding === list.current) expand(item, finding);
  return item;
}

function hrefOf(finding) {
  return `${data.documents[finding.doc].href}#${finding.id}`;
}

function expand(item, finding) {
  item.classList.add('current');
  item.firstElementChild.setAttribute('aria-current', 'true');
  item.append(details(finding));
}

function collapse(item) {
  item.classList.remove('current');
  item.firstElementChild.removeAttribute('aria-current');
  item.querySelector('.more')?.remove();
}

/** Working, related places, diagnosis and the reason for the rule. */
function details(finding) {
  const rule = data.rules[finding.rule];
  const related = finding.related.map((one, place) => el('li', {}, relatedLink(finding, one, place), ` ${one.message}`));
  const go = (suspect) => {
    choose(finding, { reveal: false });
    goToMark(suspect.mark, true);
  };
  return el(
    'div', { class: 'more' },
    finding.working ? el('p', { class: 'working' }, finding.working) : null,
    ...diagnosisParts(finding, data.articles ? go : null),
    related.length ? el('div', {}, el('span', { class: 'name' }, t('related')), el('ul', {}, ...related)) : null,
    el('details', {}, el('summary', {}, `${t('why')}: ${rule.title}`), el('p', {}, rule.why)),
    el(
      'div', { class: 'acts' },
      el('button', { type: 'button', onclick: () => copy(asText(finding)) }, t('copy')),
      el('a', { href: hrefOf(finding) }, t('link')),
    ),
  );
}

function relatedLink(finding, one, place) {
  if (one.anchor) {
    const page = one.page || data.documents[one.doc]?.href || '';
    return el('a', { href: `${page}#${one.anchor}` }, one.place);
  }
  if (!data.articles || one.doc === null) return el('span', {}, one.place);
  const go = (event) => {
    event.preventDefault();
    showPane('article');
    openArticle(finding.doc);
    const index = article.data.related.findIndex(([number_, at]) => article.findings[number_] === finding && at === place);
    goToMark(article.bases.related + index, true);
  };
  return el('a', { href: hrefOf(finding), onclick: go }, one.place);
}

function itemOf(finding) {
  return finding && $('list').querySelector(`[data-id="${CSS.escape(finding.id)}"]`);
}

/** Makes a finding the current one.  `jump` goes to its place in the text, `reveal` scrolls the list to it. */
function choose(finding, { jump: goes = true, reveal = true, focus = false } = {}) {
  const before = itemOf(list.current);
  if (before) collapse(before);
  list.current = finding;
  let at = list.shown.indexOf(finding);
  if (at < 0) {
    clearFilters();
    if (finding.quiet) showQuiet(finding.quiet, true);
    at = list.shown.indexOf(finding);
  }
  if (at >= list.made) makeMore(at + CHUNK);
  const item = itemOf(finding);
  if (!item.classList.contains('current')) expand(item, finding);
  if (reveal) item.scrollIntoView({ block: 'nearest' });
  if (focus) item.firstElementChild.focus({ preventScroll: true });
  tell(`${t('position', { at: at + 1, all: list.shown.length })}: ${finding.message}`);
  showWalk(finding, at);
  if (data.articles && location.hash !== `#${finding.id}`) history.replaceState(null, '', `#${finding.id}`);
  if (goes && data.articles) showPlace(finding);
}

function showPlace(finding) {
  openArticle(finding.doc);
  closeCard();
  unlight();
  goToMark(markOfFinding(finding), false);
  const claims = claimsOf(markOfFinding(finding));
  if (claims.length || finding.related.length) light(badgesOf(claims.length ? marksOfClaims(claims) : marksOfFinding(finding)));
  lightGraph(badgesOf(marksOfClaims(claims)), claims);
}

/** On a phone the list is out of sight: what is chosen stands below the text, with the ways on and back. */
function showWalk(finding, at) {
  $('walk-said').replaceChildren(el('b', {}, `${at + 1} / ${list.shown.length} `), chip(finding.severity), ` ${[...suspectLines(finding).slice(0, 1), finding.message].join(' · ')}`);
}

function clearFilters() {
  $('filters').reset();
  list.severities = new Set(SEVERITIES);
  for (const button of document.querySelectorAll('[data-severity]')) button.setAttribute('aria-pressed', 'true');
  filter();
}

function showQuiet(kind, shown) {
  if (shown) list.quiet.add(kind);
  else list.quiet.delete(kind);
  document.querySelector(`[data-quiet="${kind}"]`)?.setAttribute('aria-pressed', String(shown));
  filter();
}

function watchFilters() {
  $('filters').addEventListener('submit', (event) => event.preventDefault());
  $('filters').addEventListener('input', filter);
  $('clear').addEventListener('click', clearFilters);
  for (const button of document.querySelectorAll('[data-severity]')) {
    button.addEventListener('click', () => {
      const { severity } = button.dataset;
      if (!list.severities.delete(severity)) list.severities.add(severity);
      button.setAttribute('aria-pressed', String(list.severities.has(severity)));
      filter();
    });
  }
  for (const button of document.querySelectorAll('[data-quiet]')) {
    button.addEventListener('click', () => showQuiet(button.dataset.quiet, !list.quiet.has(button.dataset.quiet)));
  }
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting) && list.made < list.shown.length) makeMore();
  }, { rootMargin: '600px' }).observe($('more'));
}
