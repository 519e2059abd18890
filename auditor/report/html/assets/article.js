// The text of one document, with every figure, listed thing, fault and related place marked.
const article = { at: -1, data: null, marks: [], findings: [], bases: null };

/** Shows document number `at`; does nothing if it is there already. */
function openArticle(at) {
  if (article.at === at) return;
  closeCard();
  const row = data.documents[at];
  article.at = at;
  article.data = JSON.parse($(`article-${at}`).textContent);
  article.findings = data.findings.filter((finding) => finding.doc === at);
  const figures = article.data.figures.length;
  const faults = figures + article.data.things.length;
  article.bases = { things: figures, findings: faults, related: faults + article.findings.length };
  article.bases.incoming = article.bases.related + article.data.related.length;
  article.marks = Array.from({ length: article.bases.incoming + article.data.incoming.length }, () => []);
  if (!single) document.title = `${row.path} · ${t('title')}`;
  $('path').textContent = row.path;
  $('said-coverage').textContent = t('coverage-said', { figures: row.figures, ...row.states });
  $('bar').replaceChildren(coverageBar(row));
  const lines = document.createDocumentFragment();
  for (const [number, ...pieces] of article.data.lines) lines.append(paragraph(number, pieces));
  $('article').replaceChildren(lines);
  $('article').lang = languageOf(row);
  finishMarks();
  drawGraph();
  listUnchecked();
  $('main').scrollTop = 0;
}

function paragraph(number, pieces) {
  const line = el('p', { 'data-line': number || null });
  for (const piece of pieces) line.append(typeof piece === 'string' ? piece : marked(piece));
  return line;
}

function marked([text, ...marks]) {
  const span = el('span', { class: 'mark' }, text);
  const { things, findings, related } = article.bases;
  for (const mark of marks) {
    article.marks[mark].push(span);
    if (mark < things) span.classList.add(article.data.figures[mark].state);
    else if (mark < findings) continue;
    else if (mark < related) span.classList.add('anchor', article.findings[mark - findings].severity);
    else if (isCopy(mark)) span.classList.add('other');
  }
  span.marks = marks;
  // What stands in a claim without being a figure is plain text until the claim lights up.
  if (marks.every((mark) => mark >= things && (mark < findings || (mark >= related && !isCopy(mark))))) span.className = 'thing';
  const faults = marks.filter((mark) => mark >= findings && mark < related);
  const figure = marks.find((mark) => mark < things);
  if (figure === undefined && faults.length) span.classList.add('fault');
  const isQuiet = figure === undefined || article.data.figures[figure].state !== 'fails' ? faults.length > 0 : article.data.figures[figure].quiet;
  if (isQuiet && faults.every((mark) => article.findings[mark - findings].quiet)) span.classList.add('quiet');
  return span;
}

/** Is a related place the other copy of something, rather than a figure of the same claim? */
function isCopy(mark) {
  if (mark >= article.bases.incoming) return true;
  const [finding] = article.data.related[mark - article.bases.related];
  return article.findings[finding].claim === null;
}

/** What can only be said when all pieces are there: names for screen readers, numbers, links between copies. */
function finishMarks() {
  const { things, findings, related } = article.bases;
  article.marks.slice(0, things).forEach(([first], mark) => {
    const figure = article.data.figures[mark];
    if (first) fill(first, { role: 'button', tabindex: -1, 'aria-label': `${figure.text}, ${t(figure.state)}`, 'data-figure': mark }, []);
  });
  article.findings.forEach((finding, index) => {
    const [first] = article.marks[findings + index];
    if (!first) return;
    number(findings + index, String(index + 1));
    if (first.dataset.figure === undefined) {
      fill(first, { role: 'button', tabindex: -1, 'aria-label': `${t(finding.severity)} ${index + 1}: ${finding.message}` }, []);
    }
  });
  article.findings.forEach(markSuspect);
  article.data.related.forEach(([finding, place], index) => linkCopies(finding, place, related + index));
  article.data.incoming.forEach((told, index) => {
    const spans = article.marks[article.bases.incoming + index];
    spans[spans.length - 1]?.after(wayBack(told));
  });
  $('article').querySelector('[role="button"]')?.setAttribute('tabindex', '0');
}

/** Numbers stand behind the last piece of a place. */
function number(mark, text) {
  const last = article.marks[mark].at(-1);
  const before = (last.dataset.n || '').split(',').filter((one) => one && `${one}?` !== text);
  last.dataset.n = [...before, text].join(',');
}

/** The figure that is probably wrong: framed, with the number of the finding and a question mark. */
function markSuspect(finding, index) {
  const [first] = finding.suspects;
  const spans = article.marks[first?.mark] || [];
  if (!spans.length || finding.quiet) return;
  for (const span of spans) span.classList.add('suspect');
  number(first.mark, `${index + 1}?`);
  const change = first.why ? t('because', { reason: first.why }) : '';
  spans[0].setAttribute('aria-label', `${spans[0].getAttribute('aria-label')}, ${t('suspect')}: ${t('change', first)}${change}`);
}

/** Both copies of what is said twice lead to each other.  Figures have their badges for that. */
function linkCopies(finding, place, mark) {
  const one = article.findings[finding];
  const here = article.marks[article.bases.findings + finding];
  const there = article.marks[mark];
  if (one.claim !== null || !here.length || !there.length) return;
  const said = one.related[place];
  here.at(-1).after(jump(`→ ${said.place}`, `${t('other-place')} ${said.place}: ${said.message}`, mark));
  there.at(-1).after(jump(`→ ${one.place}`, `${t('other-place')} ${one.place}: ${one.message}`, article.bases.findings + finding));
}

/** To a finding of another document that speaks of this place. */
function wayBack(told) {
  const name = `${told.path} ${told.place}: ${told.message}`;
  return el('a', { class: 'jump', href: `${told.page || ''}#${told.id}`, title: name, 'aria-label': name }, `→ ${told.path.split('/').pop()}`);
}

function jump(text, name, mark) {
  return el('button', { type: 'button', class: 'jump', 'aria-label': name, title: name, onclick: () => goToMark(mark, true) }, text);
}

/** Scrolls a mark into view and shows where it is. */
function goToMark(mark, focus) {
  for (const span of $('article').querySelectorAll('.here')) span.classList.remove('here');
  const spans = article.marks[mark] || [];
  for (const span of spans) span.classList.add('here');
  if (!spans.length) return;
  spans[0].scrollIntoView({ block: 'center' });
  if (focus) {
    if (!spans[0].hasAttribute('tabindex')) spans[0].tabIndex = -1;
    spans[0].focus({ preventScroll: true });
  }
}

function markOfFinding(finding) {
  return article.bases.findings + article.findings.indexOf(finding);
}

/** Moves from mark to mark with the arrow keys; only one of them stands in the order of Tab. */
function stepFigure(from, step) {
  const stops = [...$('article').querySelectorAll('[role="button"]')];
  const next = stops[stops.indexOf(from) + step];
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
