// On paper: below an article its findings, all of them; below the overview those that the list shows.

function printedItem(finding) {
  const [message, ...rest] = linesOf(finding);
  return el(
    'li', { value: finding.number },
    el('b', {}, `${finding.place} ${t(finding.severity)} ${finding.rule} ${finding.quote}`),
    el('span', {}, message),
    ...rest.map((line) => el('span', {}, line)),
  );
}

function preparePrint() {
  if (document.body.dataset.pane === 'overview') {
    $('printed-all').replaceChildren(...printedDocuments());
  } else if (article.at >= 0) {
    const items = article.findings.filter((finding) => !finding.quiet || list.quiet.has(finding.quiet)).map(printedItem);
    $('printed').replaceChildren(el('h2', {}, t('findings')), items.length ? el('ol', {}, ...items) : el('p', {}, t('clean')));
  }
}

function printedDocuments() {
  const byDocument = new Map();
  for (const finding of list.shown) byDocument.set(finding.doc, [...(byDocument.get(finding.doc) || []), finding]);
  const parts = [...byDocument].flatMap(([at, findings]) => [el('h3', {}, data.documents[at].path), el('ol', {}, ...findings.map(printedItem))]);
  const count = list.shown.length < list.all.length ? ` (${$('shown').textContent})` : '';
  return parts.length ? [el('h2', {}, t('findings') + count), ...parts] : [];
}
