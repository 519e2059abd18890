// The card of a figure: value, label, working, and the other figures of its claims, which light up with it.
const card = { figure: -1, pinned: false, timer: 0 };

function claimsOf(mark) {
  return article.data.claims.filter((claim) => claim.operands.some(([, operand]) => operand === mark));
}

/** Numbers of the marks that stand in these claims, in the order of the text. */
function badgesOf(claims) {
  const marks = [...new Set(claims.flatMap((claim) => claim.operands.map(([, mark]) => mark)))];
  const order = (mark) => article.marks[mark][0];
  marks.sort((a, b) => (order(a) && order(b) && order(a).compareDocumentPosition(order(b)) & 2 ? 1 : -1));
  return new Map(marks.map((mark, index) => [mark, index + 1]));
}

function openCard(mark, pinned) {
  clearTimeout(card.timer);
  if (card.figure === mark && card.pinned && !pinned) return;
  closeCard();
  unlight();
  Object.assign(card, { figure: mark, pinned });
  const claims = claimsOf(mark);
  const badges = badgesOf(claims);
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
  if (card.figure < 0) return;
  unlight();
  article.marks[card.figure][0].removeAttribute('aria-describedby');
  Object.assign(card, { figure: -1, pinned: false });
  $('card').hidden = true;
}

function light(badges) {
  for (const [mark, number] of badges) {
    const spans = article.marks[mark];
    for (const span of spans) span.classList.add('mark', 'lit');
    if (spans[0] && badges.size > 1) spans[0].dataset.badge = number;
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
  const figure = article.data.figures[mark];
  const close = el('button', { type: 'button', 'aria-label': t('close'), onclick: leaveCard }, '✕');
  const facts = el('dl');
  for (const name of ['label', 'period', 'value', 'range', 'hedge']) {
    let value = name === 'hedge' && figure.hedge ? t(`hedge-${figure.hedge}`) : figure[name];
    if (name === 'value') value = `${value} ${t(`unit-${figure.unit}`)}`;
    if (value) facts.append(el('dt', {}, t(name)), el('dd', {}, value));
  }
  const parts = [el('div', { class: 'head' }, el('b', {}, figure.text), chip(figure.state), close), facts];
  return parts.concat(claims.map((claim) => claimPart(claim, mark, badges)), faultParts(mark));
}

function claimPart(claim, self, badges) {
  const verdict = t(claim.verdict) + (claim.rounded ? ` · ${t('rounded')}` : '');
  const title = data.rules[claim.rule]?.title || '';
  const others = claim.operands.map(([role, mark]) => {
    const text = mark < article.bases.things ? article.data.figures[mark].text : article.data.things[mark - article.bases.things];
    const go = el('button', { type: 'button', onclick: () => follow(mark) }, el('b', {}, badges.get(mark)), `${t(`role-${role}`)} ${text}`);
    return el('li', { class: mark === self ? 'self' : null }, go);
  });
  return el(
    'div', { class: 'claim' },
    el('p', {}, chip(claim.verdict, verdict), ' ', el('span', { class: 'name' }, `${claim.rule} ${title}`)),
    el('p', { class: 'working' }, claim.working),
    claim.reason ? el('p', { class: 'name' }, claim.reason) : null,
    el('ol', {}, ...others),
  );
}

/** What the list of findings says of this place. */
function faultParts(mark) {
  const found = new Set(article.marks[mark].flatMap((span) => span.marks).filter((one) => one >= article.bases.findings && one < article.bases.related));
  return [...found].map((one) => {
    const finding = article.findings[one - article.bases.findings];
    return el('div', { class: 'claim' }, el('p', {}, chip(finding.severity), ' ', el('a', { href: `#${finding.id}` }, finding.message)));
  });
}

function follow(mark) {
  const span = article.marks[mark][0];
  if (mark < article.bases.things) openCard(mark, true);
  span?.scrollIntoView({ block: 'center' });
  placeCard(span);
  if (span?.dataset.figure) span.focus({ preventScroll: true });
}

/** Back to the figure, if the card had the focus. */
function leaveCard() {
  const span = article.marks[card.figure]?.[0];
  const inside = $('card').contains(document.activeElement);
  closeCard();
  if (inside) span?.focus({ preventScroll: true });
}

/** Below the figure or, where there is no room, above it; on a phone the style sheet puts it at the bottom. */
function placeCard(span) {
  if (!span) return;
  const box = span.getClientRects()[0] || span.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = $('card');
  const x = Math.max(8, Math.min(box.left - 20, innerWidth - width - 12));
  const below = box.bottom + 14;
  const y = below + height < innerHeight - 8 ? below : Math.max(8, box.top - height - 26);
  $('card').style.setProperty('--x', `${x}px`);
  $('card').style.setProperty('--y', `${y}px`);
}

function figureAt(target) {
  const span = target.closest?.('.mark');
  if (!span?.marks) return -1;
  const mark = span.marks.find((one) => one < article.bases.things);
  return mark === undefined ? -1 : mark;
}

function findingAt(target) {
  const span = target.closest?.('.mark');
  const mark = span?.marks?.find((one) => one >= article.bases.findings && one < article.bases.related);
  return mark === undefined ? null : article.findings[mark - article.bases.findings];
}

function watchFigures() {
  const text = $('article');
  text.addEventListener('pointerover', (event) => {
    const mark = figureAt(event.target);
    if (event.pointerType !== 'mouse' || mark < 0 || card.pinned) return;
    clearTimeout(card.timer);
    card.timer = setTimeout(() => openCard(mark, false), 90);
  });
  text.addEventListener('pointerout', (event) => {
    if (event.pointerType !== 'mouse' || card.pinned) return;
    clearTimeout(card.timer);
    card.timer = setTimeout(closeCard, 250);
  });
  $('card').addEventListener('pointerenter', () => clearTimeout(card.timer));
  $('card').addEventListener('pointerleave', () => {
    if (!card.pinned) card.timer = setTimeout(closeCard, 250);
  });
  text.addEventListener('focusin', (event) => {
    const mark = figureAt(event.target);
    if (mark >= 0 && event.target.matches(':focus-visible')) openCard(mark, false);
  });
  text.addEventListener('focusout', (event) => {
    if (!card.pinned && !$('card').contains(event.relatedTarget)) closeCard();
  });
  text.addEventListener('click', (event) => {
    if (event.target.closest('.jump')) return;
    const mark = figureAt(event.target);
    const finding = findingAt(event.target);
    if (mark >= 0) openCard(mark, true);
    else closeCard();
    if (finding) choose(finding, { jump: false, reveal: true });
  });
}
