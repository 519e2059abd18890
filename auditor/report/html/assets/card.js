// The card of a place: what a figure means, its working and diagnosis, or what is wrong with the text.
// The other places that belong to it light up and are numbered.
const card = { mark: -1, pinned: false, timer: 0 };
const GRAVEST = ['fails', 'open', 'holds'];

function claimsOf(mark) {
  if (mark >= article.bases.things) {
    const claim = findingOf(mark)?.claim ?? null;
    return claim === null ? [] : [article.data.claims[claim]];
  }
  const found = article.data.claims.filter((claim) => claim.operands.some(([, operand]) => operand === mark));
  return found.sort((a, b) => GRAVEST.indexOf(a.verdict) - GRAVEST.indexOf(b.verdict));
}

/** The finding that stands at a mark, or whose other copy it is. */
function findingOf(mark) {
  const { findings, related, incoming } = article.bases;
  if (mark < findings || mark >= incoming) return undefined;
  return article.findings[mark < related ? mark - findings : article.data.related[mark - related][0]];
}

/** Numbers of the marks that belong together, in the order of the text. */
function badgesOf(marks) {
  const inOrder = [...new Set(marks)].filter((mark) => article.marks[mark]?.length);
  const first = (mark) => article.marks[mark][0];
  inOrder.sort((a, b) => (first(a) === first(b) ? 0 : first(a).compareDocumentPosition(first(b)) & 2 ? 1 : -1));
  return new Map(inOrder.map((mark, index) => [mark, index + 1]));
}

function marksOfClaims(claims) {
  return claims.flatMap((claim) => claim.operands.map(([, mark]) => mark));
}

/** A finding's own place and the other places that it names in this document. */
function marksOfFinding(finding) {
  const at = article.findings.indexOf(finding);
  const others = article.data.related.flatMap(([one], index) => (one === at ? [article.bases.related + index] : []));
  return [article.bases.findings + at, ...others];
}

function openCard(mark, pinned) {
  clearTimeout(card.timer);
  if (card.mark === mark && card.pinned && !pinned) return;
  closeCard();
  unlight();
  Object.assign(card, { mark, pinned });
  const claims = claimsOf(mark);
  const finding = findingOf(mark);
  const badges = badgesOf(claims.length ? marksOfClaims(claims) : finding ? marksOfFinding(finding) : [mark]);
  light(badges);
  for (const span of article.marks[mark]) span.classList.add('here');
  article.marks[mark][0].setAttribute('aria-describedby', 'card');
  lightGraph(badges, claims);
  $('card').replaceChildren(...cardParts(mark, claims, badges));
  $('card').hidden = false;
  $('card').scrollTop = 0;
  placeCard(article.marks[mark][0]);
}

function closeCard() {
  clearTimeout(card.timer);
  if (card.mark < 0) return;
  unlight();
  article.marks[card.mark][0].removeAttribute('aria-describedby');
  Object.assign(card, { mark: -1, pinned: false });
  $('card').hidden = true;
}

function light(badges) {
  for (const [mark, number_] of badges) {
    const spans = article.marks[mark];
    for (const span of spans) span.classList.add('mark', 'lit');
    if (spans[0] && badges.size > 1) spans[0].dataset.badge = number_;
  }
}

function unlight() {
  for (const span of $('article').querySelectorAll('.lit, .here')) {
    span.classList.remove('lit', 'here');
    delete span.dataset.badge;
    if (span.classList.contains('thing')) span.classList.remove('mark');
  }
  lightGraph(new Map(), []);
}

function cardParts(mark, claims, badges) {
  const figure = mark < article.bases.things ? article.data.figures[mark] : null;
  const finding = findingOf(mark);
  const close = el('button', { type: 'button', 'aria-label': t('close'), onclick: leaveCard }, '✕');
  const text = figure ? figure.text : finding?.quote || article.marks[mark][0].textContent;
  const head = el('div', { class: 'head' }, el('b', { lang: $('article').lang }, text), figure ? chip(figure.state) : null, close);
  const told = faultParts(mark, claims, badges);
  return [head, figure && factsOf(figure), ...claims.map((claim) => claimPart(claim, mark, badges)), ...told].filter(Boolean);
}

function factsOf(figure) {
  const facts = el('dl');
  for (const name of ['label', 'period', 'value', 'range', 'hedge', 'why']) {
    let value = name === 'hedge' && figure.hedge ? t(`hedge-${figure.hedge}`) : figure[name];
    if (name === 'value') value = `${value} ${t(`unit-${figure.unit}`)}`;
    if (value) facts.append(el('dt', {}, t(name === 'why' ? 'unchecked' : name)), el('dd', {}, value));
  }
  return facts;
}

function claimPart(claim, self, badges) {
  const verdict = t(claim.verdict) + (claim.rounded ? ` · ${t('rounded')}` : '');
  const title = data.rules[claim.rule]?.title || '';
  const finding = article.findings.find((one) => one.claim !== null && article.data.claims[one.claim] === claim);
  const others = claim.operands.map(([role, mark]) => {
    const text = mark < article.bases.things ? article.data.figures[mark].text : article.data.things[mark - article.bases.things];
    const go = el('button', { type: 'button', onclick: () => follow(mark) }, el('b', {}, badges.get(mark)), `${t(`role-${role}`)} ${text}`);
    return el('li', { class: mark === self ? 'self' : null }, go);
  });
  return el(
    'div', { class: 'claim' },
    el('p', {}, chip(claim.verdict, verdict), ' ', finding ? el('a', { href: `#${finding.id}` }, `${claim.rule} ${title}`) : el('span', { class: 'name' }, `${claim.rule} ${title}`)),
    el('p', { class: 'working' }, claim.working),
    claim.reason ? el('p', { class: 'name' }, claim.reason) : null,
    finding?.working ? el('p', {}, finding.message) : null, // a message of its own, which does not repeat the working
    ...(finding ? diagnosisParts(finding, (one) => follow(one.mark)) : []),
    el('ol', {}, ...others),
  );
}

/** What the list of findings says of this place, relations aside. */
function faultParts(mark, claims, badges) {
  const { findings, related, incoming } = article.bases;
  const at = new Set([mark, ...article.marks[mark][0].marks].filter((one) => one >= findings));
  const found = new Set([...at].map((one) => (one < related || isCopy(one) ? findingOf(one) : undefined)).filter(Boolean));
  const parts = [...found].filter((one) => one.claim === null || !claims.includes(article.data.claims[one.claim])).map((finding) => {
    const copies = marksOfFinding(finding).filter((one) => badges.has(one) && one !== mark);
    const go = copies.map((one) => el('li', {}, el('button', { type: 'button', onclick: () => follow(one) }, el('b', {}, badges.get(one)), placeOf(finding, one))));
    return el(
      'div', { class: 'claim' },
      el('p', {}, chip(finding.severity), ' ', el('a', { href: `#${finding.id}` }, finding.message)),
      ...diagnosisParts(finding, (one) => follow(one.mark)),
      go.length ? el('ol', {}, ...go) : null,
    );
  });
  const told = [...at].filter((one) => one >= incoming).map((one) => article.data.incoming[one - incoming]);
  return parts.concat(told.map((one) => el('div', { class: 'claim' }, el('p', {}, chip(one.severity), ' ', el('a', { href: `${one.page || ''}#${one.id}` }, `${one.path} ${one.place}: ${one.message}`)))));
}

function placeOf(finding, mark) {
  if (mark < article.bases.related) return finding.place;
  const one = finding.related[article.data.related[mark - article.bases.related][1]];
  return `${one.place} ${one.message}`;
}
