// The list of findings: filters, search, and one that is chosen.  Only what is scrolled to is made.
const CHUNK = 60;
const list = { all: data.findings, shown: data.findings, made: 0, current: null, severities: new Set(['error', 'warning', 'note']) };

function prepareFindings() {
  const counts = new Map();
  let document_ = -1;
  let number = 0;
  for (const finding of list.all) {
    if (finding.doc !== document_) [document_, number] = [finding.doc, 0];
    finding.number = ++number;
    counts.set(finding.family, (counts.get(finding.family) || 0) + 1);
    const related = finding.related.map((one) => one.message).join(' ');
    finding.hay = `${data.documents[finding.doc].path} ${finding.rule} ${data.rules[finding.rule].title} ${finding.quote} ${finding.message} ${finding.working} ${finding.suggestion} ${related}`.toLowerCase();
  }
  for (const [family, count] of counts) $('family').append(el('option', { value: family }, `${t(`family-${family}`)} (${count})`));
}

function filter() {
  const family = $('family').value;
  const rule = $('rule').value;
  const anchor = $('document')?.value || '';
  const terms = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  list.shown = list.all.filter(
    (one) =>
      list.severities.has(one.severity) &&
      (!family || one.family === family) &&
      (!rule || one.rule === rule) &&
      (!anchor || data.documents[one.doc].anchor === anchor) &&
      terms.every((term) => one.hay.includes(term)),
  );
  list.made = 0;
  $('list').replaceChildren();
  $('shown').textContent = t('shown', { shown: list.shown.length, all: list.all.length });
  $('empty').hidden = list.shown.length > 0;
  $('empty').firstElementChild.textContent = list.all.length ? t('nothing') : t('clean');
  $('clear').hidden = !list.all.length;
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
  const link = el(
    'a', { class: 'finding', href: hrefOf(finding), 'data-at': at },
    el('span', { class: 'meta' }, el('b', { class: 'number-of' }, finding.number), chip(finding.severity), el('span', {}, finding.place), el('span', {}, finding.rule), el('span', {}, t(`family-${finding.family}`))),
    el('span', { class: 'text' }, el('span', { class: 'quote' }, finding.quote), ' ', finding.message),
  );
  const item = el('li', { 'aria-setsize': list.shown.length, 'aria-posinset': at + 1, 'data-id': finding.id }, link);
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

/** Working, related places, suggestion and the reason for the rule. */
function details(finding) {
  const rule = data.rules[finding.rule];
  const related = finding.related.map((one, place) => el('li', {}, relatedLink(finding, one, place), ` ${one.message}`));
  return el(
    'div', { class: 'more' },
    finding.working ? el('p', { class: 'working' }, finding.working) : null,
    related.length ? el('div', {}, el('span', { class: 'name' }, t('related')), el('ul', {}, ...related)) : null,
    finding.suggestion ? el('p', {}, el('span', { class: 'name' }, `${t('suggestion')} `), finding.suggestion) : null,
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
    const index = article.data.related.findIndex(([number, at]) => article.findings[number] === finding && at === place);
    goToMark(article.bases.related + index, true);
  };
  return el('a', { href: hrefOf(finding), onclick: go }, one.place);
}

function asText(finding) {
  const row = data.documents[finding.doc];
  const lines = [`${row.path}:${finding.place} ${t(finding.severity)} ${finding.rule} ${finding.message}`];
  if (finding.working) lines.push(finding.working);
  for (const one of finding.related) lines.push(`${t('related')} ${one.place} ${one.message}`);
  if (finding.suggestion) lines.push(`${t('suggestion')} ${finding.suggestion}`);
  return lines.join('\n');
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
    at = list.shown.indexOf(finding);
  }
  if (at >= list.made) makeMore(at + CHUNK);
  const item = itemOf(finding);
  if (!item.classList.contains('current')) expand(item, finding);
  if (reveal) item.scrollIntoView({ block: 'nearest' });
  if (focus) item.firstElementChild.focus({ preventScroll: true });
  tell(`${t('position', { at: at + 1, all: list.shown.length })}: ${finding.message}`);
  if (data.articles && location.hash !== `#${finding.id}`) history.replaceState(null, '', `#${finding.id}`);
  if (goes && data.articles) {
    openArticle(finding.doc);
    closeCard();
    unlight();
    goToMark(markOfFinding(finding), false);
    const claim = finding.claim === null ? null : article.data.claims[finding.claim];
    if (claim) {
      const badges = badgesOf([claim]);
      light(badges);
      lightGraph(badges, [claim]);
    }
  }
}

function clearFilters() {
  $('filters').reset();
  list.severities = new Set(['error', 'warning', 'note']);
  for (const button of document.querySelectorAll('[data-severity]')) button.setAttribute('aria-pressed', 'true');
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
  for (const button of document.querySelectorAll('[data-rule]')) {
    button.addEventListener('click', () => {
      clearFilters();
      $('rule').value = button.dataset.rule;
      filter();
      if (narrow()) showPane('findings');
    });
  }
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting) && list.made < list.shown.length) makeMore();
  }, { rootMargin: '600px' }).observe($('more'));
}
