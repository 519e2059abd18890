// Where one is: panes, anchors, keys, theme, print.
const narrow = () => matchMedia('(max-width: 800px)').matches;

function showPane(pane) {
  if (pane === 'article' && !data.articles) pane = 'overview';
  document.body.dataset.pane = pane;
  if (pane === 'overview' && !single) document.title = t('title');
  if (single && data.articles) $(pane === 'overview' ? 'graph-there' : 'graph-here').append($('graph-box'));
  for (const button of document.querySelectorAll('[data-show]')) button.setAttribute('aria-current', String(button.dataset.show === pane));
  if (pane === 'overview') closeCard();
  if (pane === 'article' && article.at < 0) openArticle(0);
}

/** Follows the anchor of the address: a finding, a document, or nothing. */
function followAddress() {
  const anchor = location.hash.slice(1);
  const finding = list.all.find((one) => one.id === anchor);
  if (finding) {
    showPane('article');
    choose(finding);
    return;
  }
  const other = list.all.flatMap((one) => one.related).find((one) => one.anchor === anchor);
  if (data.articles && anchor.startsWith('r-') && (other || single)) {
    showPane('article');
    openArticle(single ? 0 : other.doc);
    const index = article.data.incoming.findIndex((one) => one.anchor === anchor);
    if (index >= 0) goToMark(article.bases.incoming + index, true);
    return;
  }
  const at = data.documents.findIndex((row) => row.anchor === anchor);
  if (at >= 0 && data.articles) {
    showPane('article');
    openArticle(at);
  }
}

function stepFinding(step) {
  if (!list.shown.length) return;
  const at = list.shown.indexOf(list.current);
  const next = at < 0 ? (step > 0 ? 0 : list.shown.length - 1) : Math.max(0, Math.min(list.shown.length - 1, at + step));
  if (!narrow() && data.articles) showPane('article');
  choose(list.shown[next], { focus: !narrow() || document.body.dataset.pane === 'findings' });
}

function stepDocument(step) {
  const beside = $(step < 0 ? 'previous' : 'next');
  if (single && beside.href) location.href = beside.href;
  const at = article.at + step;
  if (single || !data.articles || at < 0 || at >= data.documents.length) return;
  location.hash = data.documents[at].anchor;
}

/** From the text back to the list. */
function leave() {
  if (card.mark >= 0) {
    leaveCard();
    return;
  }
  if (narrow() && document.body.dataset.pane === 'article') showPane('findings');
  const item = itemOf(list.current);
  if (document.activeElement === $('search')) $('search').blur();
  if (item) item.firstElementChild.focus();
}

function enter(event) {
  const target = event.target;
  if (target.matches('#article [role="button"]')) {
    if (findingAt(target)) choose(findingAt(target), { jump: false });
    openCard(markAt(target), true);
  } else if (target.matches('.finding') && data.articles) {
    const finding = list.shown[Number(target.dataset.at)];
    showPane('article');
    choose(finding);
    goToMark(markOfFinding(finding), true);
    openCard(cardMarkOf(finding), true);
  } else return;
  event.preventDefault();
}

const KEYS = {
  j: () => stepFinding(1),
  k: () => stepFinding(-1),
  o: () => showPane('overview'),
  c: () => list.current && copy(asText(list.current)),
  '/': () => {
    if (narrow()) showPane('findings');
    $('search').focus();
    $('search').select();
  },
  '[': () => stepDocument(-1),
  ']': () => stepDocument(1),
  '?': () => $('keys').showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $('keys').open) return;
  if (event.key === 'Escape') {
    leave();
    return;
  }
  if (event.target.matches('input, select, textarea')) return;
  if (event.key === 'Tab') tabIntoCard(event);
  else if (event.key === 'Enter') enter(event);
  else if (event.key.startsWith('Arrow') && event.target.matches('#article [role="button"]')) {
    if (event.key === 'ArrowLeft') stepFigure(event.target, -1);
    else if (event.key === 'ArrowRight') stepFigure(event.target, 1);
    else return;
    event.preventDefault();
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

function toggleTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme || (dark ? 'dark' : 'light');
  setTheme(now === 'dark' ? 'light' : 'dark');
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('auditor-theme', theme);
  } catch {
    // a browser may refuse to remember
  }
}

function rememberedTheme() {
  try {
    const theme = localStorage.getItem('auditor-theme');
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch {
    // nothing remembered
  }
}

function start() {
  rememberedTheme();
  prepareFindings();
  filter();
  watchFilters();
  watchOverview();
  watchFigures();
  for (const button of document.querySelectorAll('[data-show]')) button.addEventListener('click', () => showPane(button.dataset.show));
  $('theme').addEventListener('click', toggleTheme);
  $('ask').addEventListener('click', () => $('keys').showModal());
  $('leave').addEventListener('click', () => $('keys').close());
  for (const [id, step] of [['previous', -1], ['next', 1]]) {
    $(id).addEventListener('click', (event) => {
      if (single) return;
      event.preventDefault();
      stepDocument(step);
    });
  }
  for (const button of document.querySelectorAll('[data-step]')) button.addEventListener('click', () => stepFinding(Number(button.dataset.step)));
  $('list').addEventListener('click', (event) => {
    const link = event.target.closest('.finding');
    if (!link || !data.articles || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const finding = list.shown[Number(link.dataset.at)];
    history.pushState(null, '', `#${finding.id}`);
    showPane('article');
    choose(finding);
  });
  addEventListener('keydown', onKey);
  addEventListener('hashchange', followAddress);
  addEventListener('popstate', followAddress);
  addEventListener('beforeprint', preparePrint);
  const keepCard = () => card.mark >= 0 && placeCard(article.marks[card.mark][0]);
  addEventListener('resize', keepCard);
  $('main').addEventListener('scroll', keepCard, { passive: true });
  showPane(document.body.dataset.pane);
  followAddress();
}

start();
