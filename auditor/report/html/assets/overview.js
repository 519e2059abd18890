// The overview: rules that filter the list, and documents in the order that a column gives.

function watchOverview() {
  for (const button of document.querySelectorAll('[data-rule]')) {
    button.addEventListener('click', () => {
      clearFilters();
      $('rule').value = button.dataset.rule;
      filter();
      if (narrow()) showPane('findings');
    });
  }
  for (const button of document.querySelectorAll('[data-sort]')) button.addEventListener('click', () => sortDocuments(button));
}

/** Largest first, then smallest first, then in the order of the run. */
function sortDocuments(button) {
  const head = button.closest('th');
  const next = { descending: 'ascending', ascending: 'none' }[head.getAttribute('aria-sort')] || 'descending';
  for (const other of head.parentElement.querySelectorAll('[aria-sort]')) other.setAttribute('aria-sort', 'none');
  head.setAttribute('aria-sort', next);
  const sign = { descending: -1, ascending: 1, none: 0 }[next];
  const valueOf = (row) => {
    const document_ = data.documents[Number(row.dataset.row)];
    if (button.dataset.sort === 'checked') return document_.figures ? 1 - document_.states.unchecked / document_.figures : 1;
    return document_[button.dataset.sort];
  };
  const body = document.querySelector('table.documents tbody');
  const rows = [...body.rows].map((row) => [row, valueOf(row), Number(row.dataset.row)]);
  rows.sort((a, b) => sign * (a[1] - b[1]) || a[2] - b[2]);
  body.replaceChildren(...rows.map(([row]) => row));
}
