// What a finding says beyond its message: which figure is probably wrong, the row that is missing, other places.

function suspectLines(finding) {
  const [first, ...others] = finding.suspects;
  const lines = [];
  if (first) lines.push(`${t('suspect')} ${first.place} ${changeOf(first)}${first.why ? t('because', { reason: first.why }) : ''}`);
  if (others.length) lines.push(t('else') + others.map(changeOf).join(t('or')));
  return lines;
}

function changeOf(suspect) {
  return t('change', suspect);
}

function missingLine(finding) {
  return finding.missing.length ? `${t('missing')} ${finding.missing.join(t('comma'))}` : '';
}

function quietLine(finding) {
  return finding.quiet ? `${t(finding.quiet)}${finding.because ? t('because', { reason: finding.because }) : ''}` : '';
}

/** The finding as text: place, message, working, other places, diagnosis. */
function linesOf(finding) {
  return [
    finding.message,
    finding.working,
    ...finding.related.map((one) => `${t('related')} ${one.place} ${one.message}`),
    ...suspectLines(finding),
    missingLine(finding),
    finding.suggestion && `${t('suggestion')} ${finding.suggestion}`,
    quietLine(finding),
  ].filter(Boolean);
}

function asText(finding) {
  const row = data.documents[finding.doc];
  const [message, ...rest] = linesOf(finding);
  return [`${row.path}:${finding.place} ${t(finding.severity)} ${finding.rule} ${message}`, ...rest].join('\n');
}

/** The diagnosis as elements; `go` leads to the suspected figure, where its article is on this page. */
function diagnosisParts(finding, go) {
  const change = (one) => {
    const text = [el('s', {}, one.old), ' → ', el('b', {}, one.new)];
    return go && one.mark !== null ? el('button', { type: 'button', 'aria-label': changeOf(one), onclick: () => go(one) }, ...text) : el('span', {}, ...text);
  };
  const [first, ...others] = finding.suspects;
  return [
    first && el('p', { class: 'suspicion' }, el('span', { class: 'name' }, `${t('suspect')} ${first.place} `), change(first), ` ${first.why ? t('because', { reason: first.why }) : ''}`),
    others.length && el('p', { class: 'name' }, t('else'), ...others.flatMap((one) => [change(one), ' '])),
    missingLine(finding) && el('p', { class: 'suspicion' }, el('span', { class: 'name' }, `${t('missing')} `), el('b', {}, finding.missing.join(t('comma')))),
    finding.suggestion && el('p', {}, el('span', { class: 'name' }, `${t('suggestion')} `), finding.suggestion),
    finding.because && el('p', { class: 'name' }, quietLine(finding)),
  ].filter(Boolean);
}

/** The figures of the article that were not checked, by the reason, each a way to its place. */
function listUnchecked() {
  const causes = new Map();
  article.data.figures.forEach((figure, mark) => {
    if (figure.why) causes.set(figure.code, [...(causes.get(figure.code) || []), mark]);
  });
  const count = [...causes.values()].flat().length;
  $('unchecked').hidden = !count;
  $('unchecked').firstElementChild.textContent = t('unchecked-said', { count });
  const groups = [...causes.entries()].sort(([, a], [, b]) => b.length - a.length).map(([code, marks]) => {
    const links = marks.map((mark) => el('button', { type: 'button', lang: $('article').lang, onclick: () => follow(mark) }, article.data.figures[mark].text));
    return el('li', {}, `${data.reasons[code] || article.data.figures[marks[0]].why} (${marks.length})`, el('div', {}, ...links));
  });
  $('unchecked').lastElementChild.replaceChildren(...groups);
}
