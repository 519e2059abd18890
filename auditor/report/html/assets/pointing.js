// Pointing at a place, tapping it, moving to it: when its card opens and closes, and where it stands.

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

/** Below all that is lit near by or, where there is no room, above it; on a phone the style sheet puts it at the bottom. */
function placeCard(span) {
  if (!span || narrow()) return;
  const box = span.getClientRects()[0] || span.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = $('card');
  const near = [...$('article').querySelectorAll('.lit')].flatMap((one) => [...one.getClientRects()]).filter((one) => Math.abs(one.top - box.top) < 240);
  const fits = (y) => y >= 56 && y + height < innerHeight - 8;
  const below = (boxes) => Math.max(...boxes.map((one) => one.bottom)) + 12;
  const above = (boxes) => Math.min(...boxes.map((one) => one.top)) - height - 26;
  const places = [below([box, ...near]), above([box, ...near]), below([box]), above([box])];
  const y = places.find(fits) ?? Math.max(8, Math.min(below([box]), innerHeight - height - 8));
  $('card').style.setProperty('--x', `${Math.max(8, Math.min(box.left - 20, innerWidth - width - 12))}px`);
  $('card').style.setProperty('--y', `${y}px`);
}

/** The mark that a place stands for: its figure, else its finding, else the copy that another finding speaks of. */
function markAt(target) {
  const marks = target.closest?.('.mark')?.marks || [];
  const { things, findings } = article.bases;
  return marks.find((one) => one < things) ?? marks.find((one) => one >= findings) ?? -1;
}

function findingAt(target) {
  const mark = target.closest?.('.mark')?.marks?.find((one) => one >= article.bases.findings && one < article.bases.related);
  return mark === undefined ? null : article.findings[mark - article.bases.findings];
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
