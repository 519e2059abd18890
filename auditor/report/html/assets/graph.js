// How the figures of a document relate: a dot for each in the order of the text, an arc for each relation.
const STEP = 18;
const MARGIN = 16;
const graph = { dots: new Map(), arcs: new Map(), suspects: new Set() };

function drawGraph() {
  graph.dots.clear();
  graph.arcs.clear();
  graph.suspects = new Set(article.findings.filter((one) => !one.quiet).map((one) => one.suspects[0]?.mark));
  const { claims, figures } = article.data;
  const { things } = article.bases;
  const used = [...new Set(claims.flatMap((claim) => claim.operands.map(([, mark]) => mark)))].filter((mark) => mark < things);
  used.sort((a, b) => a - b);
  if (!used.length) {
    $('graph').replaceChildren(el('p', {}, t('no-relations')));
    return;
  }
  const at = new Map(used.map((mark, index) => [mark, MARGIN + index * STEP]));
  const arcs = claims.flatMap((claim) => arcsOf(claim, at));
  const reach = Math.max(0, ...arcs.map((arc) => arc.width));
  const height = Math.min(150, reach / 2) + 24;
  const base = height - 12;
  const picture = svg('svg', { width: 2 * MARGIN + (used.length - 1) * STEP, height, role: 'img', 'aria-label': saidOfGraph(used.length) });
  arcs.sort((a, b) => (a.claim.verdict === 'fails') - (b.claim.verdict === 'fails'));
  for (const arc of arcs) picture.append(drawArc(arc, base));
  for (const mark of used) picture.append(dot(mark, at.get(mark), base, figures[mark]));
  $('graph').replaceChildren(picture);
}

function arcsOf(claim, at) {
  const marks = claim.operands.map(([, mark]) => mark).filter((mark) => at.has(mark));
  const hub = claim.operands[claim.hub]?.[1];
  const from = at.has(hub) ? hub : marks[0];
  return [...new Set(marks)]
    .filter((mark) => mark !== from)
    .map((mark) => ({ claim, from: at.get(from), to: at.get(mark), width: Math.abs(at.get(mark) - at.get(from)) }));
}

function drawArc({ claim, from, to, width }, base) {
  const [left, right] = from < to ? [from, to] : [to, from];
  const rise = Math.min(150, width / 2);
  const path = svg('path', { class: claim.verdict, d: `M${left} ${base}A${width / 2} ${rise} 0 0 1 ${right} ${base}` }, svg('title', {}, claim.working));
  graph.arcs.set(claim, [...(graph.arcs.get(claim) || []), path]);
  return path;
}

function dot(mark, x, y, figure) {
  const circle = svg('circle', { class: graph.suspects.has(mark) ? `${figure.state} suspect` : figure.state, cx: x, cy: y, r: 5, onclick: () => follow(mark) }, svg('title', {}, `${figure.label || ''} ${figure.text}`));
  graph.dots.set(mark, circle);
  return circle;
}

function saidOfGraph(figures) {
  const row = data.documents[article.at];
  return t('graph-said', { figures, claims: row.claims, holds: row.holds, fails: row.fails, open: row.open });
}

function lightGraph(badges, claims) {
  for (const [mark, circle] of graph.dots) circle.classList.toggle('lit', badges.has(mark));
  for (const [claim, paths] of graph.arcs) for (const path of paths) path.classList.toggle('lit', claims.includes(claim));
  const at = [...badges.keys()].flatMap((mark) => (graph.dots.has(mark) ? [Number(graph.dots.get(mark).getAttribute('cx'))] : []));
  if (at.length) $('graph').scrollLeft = (Math.min(...at) + Math.max(...at) - $('graph').clientWidth) / 2;
}
