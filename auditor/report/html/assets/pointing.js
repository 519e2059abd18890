// Pointing at a place, tapping it, moving to it: when its card opens and closes, and where it stands.
const ROOF = 56; // the header ends there
const LEAST = 220; // a card this high can be read

function follow(mark) {
  const span = article.marks[mark][0];
  if (!span) return;
  if (mark < article.bases.things || mark >= article.bases.findings) openCard(mark, true);
  span.scrollIntoView({ block: 'center' });
  placeCard(span);
  if (span.hasAttribute('role')) span.focus({ preventScroll: true });
}

/** Back to the figure, if the card had the focus. */
function leaveCard() {
  const span = article.marks[card.mark]?.[0];
  const inside = $('card').contains(document.activeElement);
  closeCard();
  if (inside) span?.focus({ preventScroll: true });
}

/** The card stands at the end of the page; to the keyboard it stands behind its figure. */
function tabIntoCard(event) {
  if (card.mark < 0 || !card.pinned) return;
  const own = article.marks[card.mark][0];
  const stops = [...$('card').querySelectorAll('button, a')].filter((one) => one.getClientRects().length);
  const at = stops.indexOf(document.activeElement);
  const next = event.shiftKey ? (at === 0 ? own : null) : document.activeElement === own ? stops[1] || stops[0] : at === stops.length - 1 ? own : null;
  if (!next || (at < 0 && document.activeElement !== own)) return;
  event.preventDefault();
  next.focus({ preventScroll: next === own });
}

/** Below all that is lit near by or, where there is no room, above it; on a phone the style sheet puts it at the bottom. */
function placeCard(span) {
  if (!span || narrow()) return;
  const box = span.getClientRects()[0] || span.getBoundingClientRect();
  const style = $('card').style;
  style.removeProperty('--tall');
  const { offsetWidth: width, offsetHeight: height } = $('card');
  const near = [...$('article').querySelectorAll('.lit')].flatMap((one) => [...one.getClientRects()]).filter((one) => Math.abs(one.top - box.top) < 240);
  const bottom = (boxes) => Math.max(...boxes.map((one) => one.bottom)) + 12;
  const top = (boxes) => Math.min(...boxes.map((one) => one.top)) - 26;
  const places = [[box, ...near], [box]].flatMap((boxes) => [
    { y: bottom(boxes), room: innerHeight - 8 - bottom(boxes) },
    { y: Math.max(ROOF, top(boxes) - height), room: top(boxes) - ROOF },
  ]);
  const best = places.find(({ room }) => room >= Math.min(height, LEAST)) || { y: ROOF, room: innerHeight - ROOF - 8 };
  style.setProperty('--x', `${Math.max(8, Math.min(box.left - 20, innerWidth - width - 12))}px`);
  style.setProperty('--y', `${best.y}px`);
  style.setProperty('--tall', `${best.room}px`);
}

/** The mark that a place stands for: its figure, else the innermost finding, else the copy that another finding speaks of. */
function markAt(target) {
  const marks = target.closest?.('.mark')?.marks || [];
  return marks.find((one) => one < article.bases.things) ?? innermost(marks) ?? marks.find((one) => one >= article.bases.related) ?? -1;
}

function findingAt(target) {
  const mark = innermost(target.closest?.('.mark')?.marks || []);
  return mark === undefined ? null : article.findings[mark - article.bases.findings];
}

/** Of the findings that cover a place the one with the fewest pieces; of several the last. */
function innermost(marks) {
  const { findings, related } = article.bases;
  const found = marks.filter((one) => one >= findings && one < related);
  return found.reduce((best, one) => (best === undefined || article.marks[one].length <= article.marks[best].length ? one : best), undefined);
}

/** The card of a finding is that of its figure, if it is about one. */
function cardMarkOf(finding) {
  const own = markOfFinding(finding);
  const figure = article.marks[own][0].marks.find((one) => one < article.bases.things);
  return finding.claim === null ? own : figure ?? own;
}

function watchFigures() {
  const text = $('article');
  text.addEventListener('pointerover', (event) => {
    const mark = markAt(event.target);
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
    const mark = markAt(event.target);
    if (mark >= 0 && event.target.matches('[role="button"]:focus-visible')) openCard(mark, card.pinned && card.mark === mark);
  });
  text.addEventListener('focusout', (event) => {
    if (!card.pinned && !$('card').contains(event.relatedTarget)) closeCard();
  });
  text.addEventListener('click', (event) => {
    if (event.target.closest('.jump')) return;
    const mark = markAt(event.target);
    const finding = findingAt(event.target);
    if (finding) choose(finding, { jump: false, reveal: true });
    if (mark >= 0) openCard(mark, true);
    else closeCard();
  });
}
