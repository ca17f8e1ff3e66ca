'use strict';
/* Draws the pictures and the tables of a page from window.clientele. */
(() => {
  const { page, language, currency, words, tables, formula } = window.clientele;
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue('--' + name).trim();
  const word = (key) => words[key] ?? key.replace(/^[a-z]+\./, '').replaceAll('_', ' ');
  const numeral = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;
  const isShare = (column) => /share$|^confidence|^base_rate|relative_|probability/.test(column);
  const isAmount = (column) => /revenue|margin|amount$|monetary$|^cost$/.test(column);

  const show = (column, value) => {
    if (value === null || value === undefined) return '–';
    const coded = words['chart.' + column + '_' + value.replaceAll(' ', '_')];
    if (coded) return coded;
    if (/_date$/.test(column) && /^\d{4}-\d\d-\d\d/.test(value)) {
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value.slice(0, 10) + 'T00:00:00Z'));
    }
    if (!numeral.test(value) || /_id$/.test(column)) return value === 'true' ? '✓' : value === 'false' ? '' : value;
    const number = Number(value);
    if (isShare(column)) return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(number);
    if (isAmount(column)) return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(number);
    return new Intl.NumberFormat(language, Math.abs(number) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }).format(number);
  };
  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => (key in node && key !== 'list' ? (node[key] = value) : node.setAttribute(key, value)));
    node.append(...children);
    return node;
  };
  const rowsOf = (name) => (tables[name]?.rows ?? []).map((row) => Object.fromEntries(row.map((value, i) => [tables[name].columns[i], value])));
  const number = (value) => (value === null || value === undefined ? null : Number(value));

  /* Tables: sort by a column's head, filter by text, download as CSV. */
  const isFormula = new RegExp(formula);
  const csvCell = (value) => {
    const text = value ?? '';
    const safe = isFormula.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const printedRows = 30; /* as the style sheet has it */
  const drawTable = (place) => {
    const name = place.dataset.table;
    const { columns, rows } = tables[name];
    const isNumber = columns.map((column, i) => !/_id$/.test(column) && rows.some((row) => row[i] !== null) && rows.every((row) => row[i] === null || numeral.test(row[i])));
    let sorted = rows;
    let order = { column: -1, isDown: false };
    const body = element('tbody');
    const filter = element('input', { type: 'search', placeholder: word('table.filter'), 'aria-label': word('table.filter') });
    const fill = () => {
      const wanted = filter.value.toLowerCase();
      body.replaceChildren(...sorted
        .filter((row) => !wanted || row.some((value) => (value ?? '').toLowerCase().includes(wanted)))
        .map((row) => element('tr', {}, ...row.map((value, i) => element('td', { className: isNumber[i] ? 'number' : (value ?? '').length > 24 ? 'long' : '' }, show(columns[i], value))))));
    };
    const heads = columns.map((column, i) => {
      const button = element('button', { type: 'button' }, word('column.' + column));
      const head = element('th', { scope: 'col', className: isNumber[i] ? 'number' : '' }, button);
      button.addEventListener('click', () => {
        order = { column: i, isDown: order.column === i ? !order.isDown : isNumber[i] };
        const sign = order.isDown ? -1 : 1;
        sorted = [...rows].sort((a, b) => {
          if (a[i] === null || b[i] === null) return a[i] === b[i] ? 0 : a[i] === null ? 1 : -1;
          return sign * (isNumber[i] ? a[i] - b[i] : a[i].localeCompare(b[i], language));
        });
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', order.isDown ? 'descending' : 'ascending');
        fill();
      });
      return head;
    });
    const download = element('button', { type: 'button' }, word('table.download'));
    download.addEventListener('click', () => {
      const text = [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
      const link = element('a', { href: URL.createObjectURL(new Blob(['\ufeff' + text], { type: 'text/csv' })), download: page + '-' + name + '.csv' });
      link.click();
      URL.revokeObjectURL(link.href);
    });
    filter.addEventListener('input', fill);
    place.append(
      element('div', { className: 'tools' }, filter, download),
      element('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': place.dataset.title }, element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body)));
    if (rows.length > printedRows) {
      place.append(element('p', { className: 'printed' }, word('table.printed').replace('{0}', printedRows).replace('{1}', show('n', String(rows.length)))));
    }
    fill();
  };

  /* Pictures: one function a table that has one; it returns options of ECharts. */
  /* ECharts leaves room for labels by their own font alone, and not by that of the whole picture. */
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const axis = ({ axisLabel, ...more } = {}) => ({
    axisLine: { lineStyle: { color: color('line') } }, splitLine: { lineStyle: { color: color('line') } }, nameTextStyle: { color: color('soft') },
    axisLabel: { color: color('soft'), fontFamily, fontSize: 12, hideOverlap: true, ...(more.type === 'value' ? { formatter: (value) => show('n', String(value)) } : {}), ...axisLabel }, ...more });
  const isNarrow = () => window.innerWidth < 600;
  /* On a phone the legend takes two rows above the names of the axes. */
  const base = ({ tooltip, ...more }) => ({
    textStyle: { fontFamily, color: color('ink') }, animation: false,
    color: ['blue', 'orange', 'green', 'pink', 'sky', 'red'].map(color),
    grid: { left: 8, right: 24, top: isNarrow() ? 76 : 40, bottom: 8, containLabel: true },
    legend: { textStyle: { color: color('ink') }, top: 0 }, ...more,
    tooltip: { confine: true, valueFormatter: (value) => show('n', value === null || value === undefined ? null : String(value)), ...tooltip } });
  /* Letters on a cell that is the stronger coloured the nearer its share is to 1. */
  const letters = (share) => color(share > 0.5 ? 'strong' : 'ink');
  const everybody = '(all)';
  /* A segment has one colour in all pictures; who entered or left, which some lack, come last. */
  const paintOf = () => {
    const names = ['movement', 'months'].flatMap(rowsOf).flatMap((row) => [row.from_segment, row.to_segment, row.segment]);
    const order = (one, other) => one.startsWith('(') - other.startsWith('(') || (one < other ? -1 : 1);
    return Object.fromEntries([...new Set(names.filter(Boolean))].sort(order).map((name, i) => [name, color('paint-' + (i % 13 + 1))]));
  };
  const interval = (rows, low, high, paint) => ({
    type: 'custom', silent: true, z: 1, clip: true, encode: { x: [1, 2], y: 0 },
    renderItem: (parameters, api) => {
      const y = api.value(0);
      const from = api.coord([api.value(1), y]);
      const to = api.coord([api.value(2), y]);
      return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: api.value(3) ? paint : color('grey'), lineWidth: 3 } };
    },
    data: rows.map((row, i) => [i, number(row[low]), number(row[high]), row.is_clear === 'true' ? 1 : 0]).filter((item) => item[1] !== null && item[2] !== null) });

  const forecast = (rows, what, yAxisIndex, paint) => {
    const line = { type: 'line', yAxisIndex, symbol: 'none', silent: true, connectNulls: false };
    const low = rows.map((row) => number(row[what + '_low']));
    return [
      { ...line, name: what + ' low', stack: what, stackStrategy: 'all', lineStyle: { opacity: 0 }, tooltip: { show: false }, data: low },
      { ...line, name: what + ' band', stack: what, stackStrategy: 'all', lineStyle: { opacity: 0 }, tooltip: { show: false }, areaStyle: { color: paint, opacity: 0.2 }, data: rows.map((row, i) => low[i] === null ? null : number(row[what + '_high']) - low[i]) },
      { ...line, name: word('chart.forecast'), itemStyle: { color: paint }, lineStyle: { type: 'dashed', color: paint }, data: rows.map((row) => number(row['expected_' + what])) }];
  };

  const charts = {
    weeks: (rows) => base({
      tooltip: { trigger: 'axis', confine: true },
      xAxis: axis({ type: 'category', data: rows.map((row) => show('week_start_date', row.week_start_date)) }),
      yAxis: [axis({ type: 'value', name: word('chart.revenue') }), axis({ type: 'value', name: word('chart.orders'), splitLine: { show: false } })],
      legend: { textStyle: { color: color('ink') }, top: 0, data: [word('chart.revenue'), word('chart.orders'), word('chart.forecast')] },
      series: [
        { name: word('chart.revenue'), type: 'bar', itemStyle: { color: color('blue') }, data: rows.map((row) => number(row.revenue)) },
        { name: word('chart.orders'), type: 'line', yAxisIndex: 1, showSymbol: false, itemStyle: { color: color('orange') }, data: rows.map((row) => number(row.orders)) },
        ...forecast(rows, 'revenue', 0, color('blue')), ...forecast(rows, 'orders', 1, color('orange'))] }),
    customers: (rows) => base({
      tooltip: { trigger: 'axis', confine: true },
      xAxis: axis({ type: 'category', data: rows.map((row) => show('month_start_date', row.month_start_date)) }), yAxis: axis({ type: 'value', name: word('chart.customers') }),
      series: [
        { name: word('column.new_customers'), type: 'bar', stack: 'people', itemStyle: { color: color('blue') }, data: rows.map((row) => number(row.new_customers)) },
        { name: word('column.returned_customers'), type: 'bar', stack: 'people', itemStyle: { color: color('sky') }, data: rows.map((row) => number(row.returned_customers)) },
        { name: word('column.silent_customers'), type: 'bar', stack: 'people', itemStyle: { color: color('grey') }, data: rows.map((row) => -number(row.silent_customers)) },
        { name: word('column.active_customers'), type: 'line', showSymbol: false, itemStyle: { color: color('orange') }, data: rows.map((row) => number(row.active_customers)) }] }),
    segments: (rows) => {
      const people = rows.filter((row) => Number(row.customers) > 0);
      const worth = people.map((row) => Number(row.revenue) / Number(row.customers));
      const everyone = people.reduce((sum, row) => sum + Number(row.customers), 0);
      return base({
        legend: { show: false },
        tooltip: { confine: true, valueFormatter: (value) => show('n', String(Array.isArray(value) ? value[0] : value)) },
        visualMap: { type: 'continuous', dimension: 1, min: 0, max: Math.max(...worth), text: [word('chart.value_per_customer'), ''], inRange: { color: [color('panel'), color('blue')] }, textStyle: { color: color('soft') }, orient: 'horizontal', left: 'center', bottom: 0, formatter: (value) => show('amount', String(value)) },
        series: [{ type: 'treemap', animation: false, roam: false, nodeClick: false, breadcrumb: { show: false }, squareRatio: isNarrow() ? 0.75 : 1.618, top: 8, bottom: 48, left: 0, right: 0,
          label: { formatter: (item) => [item.name, show('n', String(item.value[0])), ...(isNarrow() && item.value[0] < everyone / 20 ? [] : [show('amount', String(item.value[1]))])].join('\n'), ...(isNarrow() || isPaper() ? { fontSize: 10, lineHeight: 13, padding: 1 } : { fontSize: 13, lineHeight: 18 }), overflow: 'break' },
          itemStyle: { borderColor: color('paper'), gapWidth: 2 },
          data: people.map((row, i) => ({ name: row.segment, value: [Number(row.customers), worth[i]], label: { color: letters(worth[i] / Math.max(...worth)) } })) }] });
    },
    grid: (rows) => base({
      legend: { show: false }, grid: { left: 28, right: 24, top: 12, bottom: 64, containLabel: true },
      tooltip: { confine: true, formatter: (item) => word('chart.recency_score') + ' ' + (item.value[0] + 1) + ', ' + word('chart.frequency_score') + ' ' + (item.value[1] + 1) + ': ' + show('n', String(item.value[3])) + ' · ' + show('amount', String(item.value[2])) },
      xAxis: axis({ type: 'category', name: word('chart.recency_score'), nameLocation: 'middle', nameGap: 26, data: [1, 2, 3, 4, 5] }),
      yAxis: axis({ type: 'category', name: word('chart.frequency_score'), nameLocation: 'middle', nameGap: 24, data: [1, 2, 3, 4, 5] }),
      visualMap: { min: 0, max: Math.max(...rows.map((row) => Number(row.median_revenue))), calculable: false, orient: 'horizontal', left: 'center', bottom: 0, inRange: { color: [color('panel'), color('blue')] }, textStyle: { color: color('soft') }, text: [word('chart.median_revenue'), ''], dimension: 2 },
      series: [{ type: 'heatmap', label: { show: !isNarrow(), formatter: (item) => show('n', String(item.value[3])) },
        data: rows.map((row) => ({ value: [row.recency_score - 1, row.frequency_score - 1, Number(row.median_revenue), Number(row.customers)], label: { color: letters(row.median_revenue / Math.max(...rows.map((other) => Number(other.median_revenue)))) } })) }] }),
    movement: (rows) => {
      const moved = rows.filter((row) => row.from_segment !== row.to_segment);
      if (moved.length === 0) return null;
      const from = [...new Set(moved.map((row) => row.from_segment))];
      const to = [...new Set(moved.map((row) => row.to_segment))];
      const paint = paintOf();
      const people = (column, name) => moved.filter((row) => row[column] === name).reduce((sum, row) => sum + Number(row.customers), 0);
      const node = (name, key, column, position) => ({ name: key, itemStyle: { color: paint[name] }, label: { position, formatter: name + '  ' + show('n', String(people(column, name))) } });
      const room = isNarrow() ? 122 : 170;
      return base({ legend: { show: false }, tooltip: { confine: true, formatter: (item) => (item.dataType === 'edge' ? item.data.source.trim() + ' → ' + item.data.target : item.name.trim()) + ': ' + show('n', String(item.value)) },
        series: [{ type: 'sankey', left: room, right: room, top: 8, bottom: 8, nodeGap: 12, nodeWidth: 14, label: { color: color('ink'), fontSize: isNarrow() ? 10 : 12 }, itemStyle: { borderColor: color('soft') }, lineStyle: { color: 'source', opacity: 0.5 },
          data: [...from.map((name) => node(name, name + ' ', 'from_segment', 'left')), ...to.map((name) => node(name, name, 'to_segment', 'right'))],
          links: moved.map((row) => ({ source: row.from_segment + ' ', target: row.to_segment, value: Number(row.customers) })) }] });
    },
    worth: (rows) => {
      const known = rows.slice(0, 14).reverse();
      if (known.length === 0) return null;
      return base({ legend: { show: false }, grid: { left: 8, right: 30, top: 8, bottom: 34, containLabel: true },
        tooltip: { confine: true, formatter: (item) => item.name + ': ' + show('n', known[item.dataIndex].customers) + ' · ' + show('amount', String(item.value)) },
        xAxis: axis({ type: 'value', splitNumber: isNarrow() ? 2 : isPaper() ? 4 : 5, name: word('column.revenue_difference'), nameLocation: 'middle', nameGap: 26, axisLabel: { formatter: (value) => show('amount', String(value)) } }),
        yAxis: axis({ type: 'category', data: known.map((row) => row.from_segment + ' → ' + row.to_segment), axisLabel: { interval: 0, width: isNarrow() ? 150 : 280, ...(isNarrow() ? { overflow: 'break', fontSize: 10, lineHeight: 12 } : { overflow: 'truncate' }) } }),
        series: [{ type: 'bar', data: known.map((row) => ({ value: Number(row.revenue_difference), itemStyle: { color: color(row.revenue_difference < 0 ? 'orange' : 'blue') } })) }] });
    },
    backtest: (rows) => {
      const known = rows.filter((row) => row.expected_orders !== null && row.cut_date === rows[0].cut_date);
      if (known.length === 0) return null;
      return base({ legend: { show: false }, tooltip: { trigger: 'axis', confine: true }, xAxis: axis({ type: 'value', name: word('column.expected_orders'), nameLocation: 'middle', nameGap: 26 }), grid: { left: 8, right: 30, top: 24, bottom: 34, containLabel: true },
        yAxis: axis({ type: 'category', inverse: true, data: known.map((row) => show('method', row.method) + (row.basis === 'everybody' ? '' : ' · ' + show('basis', row.basis))) }),
        series: [{ type: 'bar', data: known.map((row) => ({ value: Number(row.expected_orders), itemStyle: { color: color(row.is_chosen === 'true' ? 'blue' : 'grey') } })), markLine: { symbol: 'none', lineStyle: { color: color('red') }, label: { formatter: word('chart.actual'), color: color('ink'), position: 'start' }, data: [{ xAxis: Number(known[0].actual_orders) }] } }] });
    },
    lifetime: (rows) => {
      if (rows.length === 0) return null;
      const line = [[0, 0], ...rows.map((row) => [Number(row.customer_share), Number(row.lifetime_share)])];
      const percent = (value) => show('share', String(value));
      return base({ tooltip: { trigger: 'axis', confine: true, valueFormatter: percent },
        xAxis: axis({ type: 'value', max: 1, name: word('chart.customers'), nameLocation: 'middle', nameGap: 26, axisLabel: { color: color('soft'), formatter: percent } }),
        yAxis: axis({ type: 'value', max: 1, axisLabel: { color: color('soft'), formatter: percent } }), grid: { left: 8, right: 30, top: 40, bottom: 34, containLabel: true },
        series: [
          { name: word('chart.lifetime'), type: 'line', showSymbol: false, areaStyle: { opacity: 0.15 }, data: line,
            markPoint: { symbol: 'circle', symbolSize: 9, label: { position: 'right', color: color('ink'), formatter: () => percent(line[2]?.[0]) + ' → ' + percent(line[2]?.[1]) }, data: line.length > 2 ? [{ coord: line[2] }] : [] } },
          { name: word('chart.equal'), type: 'line', showSymbol: false, lineStyle: { type: 'dashed', color: color('grey') }, itemStyle: { color: color('grey') }, data: [[0, 0], [1, 1]] }] });
    },
    spread: (rows) => base({ tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('share', String(value)) },
      grid: { left: 8, right: 24, top: 40, bottom: 34, containLabel: true },
      xAxis: axis({ type: 'category', name: word('column.lifetime_value_amount'), nameLocation: 'middle', nameGap: 26, data: rows.map((row) => show('amount', row.least_amount) + '+') }),
      yAxis: axis({ type: 'value', axisLabel: { formatter: (value) => show('share', String(value)) } }),
      series: [{ name: word('column.customer_share'), type: 'bar', data: rows.map((row) => number(row.customer_share)) }, { name: word('column.lifetime_share'), type: 'bar', data: rows.map((row) => number(row.lifetime_share)) }] }),
    profile: (rows) => {
      const all = rowsOf('profile').find((row) => row.segment === everybody);
      const own = rows[0];
      const measures = ['mean_recency_days', 'mean_frequency', 'mean_monetary', 'expected_orders', 'mean_lifetime_amount', 'mean_lifetime_margin', 'mean_probability_no_order_90_days', 'tier_a_share'].filter((name) => all && own && own[name] !== null && Number(all[name]) > 0).reverse();
      if (measures.length === 0) return null;
      const ratios = measures.map((name) => Number(own[name]) / Number(all[name]));
      return base({ legend: { show: false }, grid: { left: 8, right: isNarrow() ? 120 : 210, top: 8, bottom: 34, containLabel: true }, tooltip: { show: false },
        xAxis: axis({ type: 'value', name: word('chart.beside_all'), nameLocation: 'middle', nameGap: 26, axisLabel: { formatter: (value) => show('share', String(value)) } }),
        yAxis: axis({ type: 'category', data: measures.map((name) => word('column.' + name)), axisLabel: { interval: 0, width: isNarrow() ? 120 : 280, overflow: 'break' } }),
        series: [{ type: 'bar', data: ratios, label: { show: true, position: 'right', color: color('ink'), formatter: (item) => show(measures[item.dataIndex], own[measures[item.dataIndex]]) + ' (' + word('chart.all') + ' ' + show(measures[item.dataIndex], all[measures[item.dataIndex]]) + ')' },
          markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ xAxis: 1 }] } }] });
    },
    flow: (rows) => base({
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('n', String(Math.abs(value))) },
      xAxis: axis({ type: 'category', data: rows.map((row) => show('month_end_date', row.month_end_date)) }), yAxis: axis({ type: 'value', axisLabel: { formatter: (value) => show('n', String(Math.abs(value))) } }),
      series: [{ name: word('column.entries'), type: 'bar', stack: 'flow', data: rows.map((row) => number(row.entries)) }, { name: word('column.exits'), type: 'bar', stack: 'flow', data: rows.map((row) => -row.exits) }] }),
    needs: (rows) => base({ legend: { show: false }, grid: { left: 8, right: 40, top: 8, bottom: 34, containLabel: true }, tooltip: { trigger: 'axis', confine: true },
      xAxis: axis({ type: 'value', name: word('chart.people_due'), nameLocation: 'middle', nameGap: 26 }), yAxis: axis({ type: 'category', inverse: true, data: rows.map((row) => row.product_name), axisLabel: { interval: 0, width: isNarrow() ? 130 : 320, overflow: 'truncate' } }),
      series: [{ name: word('chart.people_due'), type: 'bar', label: { show: true, position: 'right', color: color('ink') }, data: rows.map((row) => number(row.people)) }] }),
    contacts: (rows) => base({ legend: { show: false }, grid: { left: 8, right: 50, top: 8, bottom: 34, containLabel: true }, tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('share', String(value)) },
      xAxis: axis({ type: 'value', name: word('column.segment_share'), nameLocation: 'middle', nameGap: 26, axisLabel: { formatter: (value) => show('share', String(value)) } }), yAxis: axis({ type: 'category', inverse: true, data: rows.map((row) => row.channel), axisLabel: { interval: 0 } }),
      series: [{ name: word('column.segment_share'), type: 'bar', label: { show: true, position: 'right', color: color('ink'), formatter: (item) => show('share', String(item.value)) }, data: rows.map((row) => number(row.segment_share)) }] }),
    tracking: (rows) => {
      const first = rows.findIndex((row) => row.is_held_out === 'true');
      return base({ tooltip: { trigger: 'axis', confine: true }, xAxis: axis({ type: 'category', data: rows.map((row) => row.week_start_date), axisLabel: { formatter: (day) => show('week_start_date', day) } }), yAxis: axis({ type: 'value' }),
        series: [
          { name: word('chart.actual'), type: 'line', showSymbol: false, data: rows.map((row) => number(row.actual_orders)) },
          { name: word('chart.expected'), type: 'line', showSymbol: false, data: rows.map((row) => number(row.expected_orders)),
            ...(first < 0 ? {} : { markArea: { silent: true, itemStyle: { color: color('panel') }, data: [[{ xAxis: rows[first].week_start_date }, { xAxis: rows[rows.length - 1].week_start_date }]] }, markLine: { symbol: 'none', label: { formatter: word('chart.cut'), color: color('ink') }, lineStyle: { color: color('red') }, data: [{ xAxis: rows[first].week_start_date }] } }) }] });
    },
    months: (rows) => {
      const months = [...new Set(rows.map((row) => row.month_end_date))];
      const segments = [...new Set(rows.map((row) => row.segment))];
      const paint = paintOf();
      /* Paper does not scroll: there the legend takes two rows. */
      const legend = { type: isPaper() ? 'plain' : 'scroll', textStyle: { color: color('ink') }, top: 0 };
      return base({ legend, ...(isPaper() ? { grid: { left: 8, right: 24, top: 76, bottom: 8, containLabel: true } } : {}), tooltip: { trigger: 'axis', confine: true },
        xAxis: axis({ type: 'category', data: months.map((month) => show('month_end_date', month)) }), yAxis: axis({ type: 'value' }),
        series: segments.map((segment) => ({ name: segment, type: 'bar', stack: 'people', itemStyle: { color: paint[segment] }, data: months.map((month) => number(rows.find((row) => row.month_end_date === month && row.segment === segment)?.customers ?? null)) })) });
    },
    calibration: (rows) => base({
      tooltip: { trigger: 'axis', confine: true }, xAxis: axis({ type: 'category', name: word('column.repeats'), nameLocation: 'middle', nameGap: 26, data: rows.map((row) => (row.repeats === '7' ? '7+' : row.repeats)) }), yAxis: axis({ type: 'value' }), grid: { left: 8, right: 24, top: 40, bottom: 30, containLabel: true },
      series: [{ name: word('chart.actual'), type: 'bar', data: rows.map((row) => number(row.actual_orders_per_customer)) }, { name: word('chart.expected'), type: 'line', data: rows.map((row) => number(row.expected_orders_per_customer)) }] }),
    rhythm: (rows) => {
      const known = rows.filter((row) => row.rhythm_basis === 'own').sort((one, other) => other.repeat_share - one.repeat_share).slice(0, 25).reverse();
      if (known.length === 0) return null;
      const longest = 1000;
      return base({ xAxis: axis({ type: 'log', min: 1, max: longest, name: word('chart.days'), nameLocation: 'middle', nameGap: 26 }), yAxis: axis({ type: 'category', data: known.map((row) => show('share', row.repeat_share) + ' · ' + row.product_name), axisLabel: { color: color('soft'), width: isNarrow() ? 150 : 300, overflow: 'truncate', interval: 0 } }), grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true }, legend: { show: false },
        tooltip: { confine: true, formatter: (item) => { const row = known[item.dataIndex]; return row.product_name + ': ' + [row.rhythm_p20_days, row.rhythm_median_days, row.rhythm_p80_days].map((days) => show('n', String(Math.round(days)))).join(' · ') + ' ' + word('chart.days') + ', ' + show('share', row.repeat_share); } },
        series: [interval(known.map((row) => ({ ...row, shown_days: Math.min(longest, row.rhythm_p80_days), is_clear: 'true' })), 'rhythm_p20_days', 'shown_days', color('sky')), { type: 'scatter', z: 2, symbolSize: 9, itemStyle: { color: color('blue') }, data: known.map((row, i) => [Number(row.rhythm_median_days), i]) }] });
    },
    follows: (rows) => {
      const least = 12;
      const pairs = rows.filter((row) => row.is_repeat === 'false' && row.lift !== null && Number(row.lift_low) > 0);
      const clear = pairs.filter((row) => row.is_clear === 'true').slice(0, 25);
      const others = pairs.filter((row) => row.is_clear !== 'true').sort((one, other) => one.p - other.p).slice(0, Math.max(0, least - clear.length));
      const known = [...clear, ...others].reverse();
      if (known.length === 0) return null;
      const name = (row) => row.product_name + ' → ' + row.next_product_name;
      return base({ legend: { show: false }, grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true },
        tooltip: { confine: true, formatter: (item) => { const row = known[item.dataIndex]; return name(row) + ': ' + word('column.lift') + ' ' + show('lift', row.lift) + ' (' + show('lift', row.lift_low) + ' – ' + show('lift', row.lift_high) + ')'; } },
        xAxis: axis({ type: 'log', min: Math.min(0.5, ...known.map((row) => Number(row.lift_low))), name: word('column.lift'), nameLocation: 'middle', nameGap: 26, axisLabel: { color: color('soft'), formatter: (value) => show('n', String(value)) } }),
        yAxis: axis({ type: 'category', data: known.map(name), axisLabel: { color: color('soft'), width: isNarrow() ? 170 : 420, overflow: isNarrow() ? 'break' : 'truncate', interval: 0, fontSize: isNarrow() ? 10 : 12 } }),
        series: [interval(known, 'lift_low', 'lift_high', color('blue')), { type: 'scatter', z: 2, symbolSize: 9, data: known.map((row, i) => ({ value: [Number(row.lift), i], itemStyle: { color: color(row.is_clear === 'true' ? 'blue' : 'grey') } })), markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ xAxis: 1 }] } }] });
    },
    due_days: (rows) => base({
      legend: { show: false }, tooltip: { trigger: 'axis', confine: true },
      xAxis: axis({ type: 'category', data: rows.map((row) => show('due_date', row.due_date)) }), yAxis: axis({ type: 'value', name: word('chart.people_due') }),
      series: [{ name: word('chart.people_due'), type: 'bar', data: rows.map((row) => number(row.people)) }] }),
    next_basket: (rows) => {
      const parts = ['all', 'repeat', 'explore'];
      const methods = ['score', 'personal_then_global', 'personal_top', 'recency', 'global_top'];
      const cell = (part, method) => rows.find((row) => row.part === part && row.method === method && row.length === '10');
      return base({ legend: { textStyle: { color: color('ink') }, top: 0 }, grid: { left: 8, right: 24, top: isNarrow() ? 92 : isPaper() ? 64 : 40, bottom: 8, containLabel: true },
        tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('share', String(value)) },
        xAxis: axis({ type: 'category', data: parts.map((part) => word('chart.part_' + part)), axisLabel: { color: color('soft'), interval: 0, hideOverlap: false, fontSize: isNarrow() ? 11 : 12 } }), yAxis: axis({ type: 'value', axisLabel: { color: color('soft'), formatter: (value) => show('share', String(value)) } }),
        series: methods.map((method) => ({ name: word('chart.' + method), type: 'bar', data: parts.map((part) => number(cell(part, method)?.recall_share)) })) });
    },
    effects: (rows) => {
      const known = rows.filter((row) => row.metric === 'revenue' && row.absolute_effect !== null).slice(0, 30).reverse();
      if (known.length === 0) return null;
      return base({ legend: { show: false }, grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true }, xAxis: axis({ type: 'value', name: word('column.absolute_effect') + ' (' + currency + ')', nameLocation: 'middle', nameGap: 26 }),
        yAxis: axis({ type: 'category', data: known.map((row) => row.campaign_name + ' · ' + row.arm), axisLabel: { color: color('soft'), width: isNarrow() ? 130 : 320, overflow: 'truncate', interval: 0 } }),
        series: [interval(known, 'absolute_low', 'absolute_high', color('blue')), { type: 'scatter', z: 2, symbolSize: 9, data: known.map((row, i) => ({ value: [Number(row.absolute_effect), i], itemStyle: { color: row.is_clear === 'true' ? color('blue') : color('grey') } })), markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ xAxis: 0 }] } }] });
    },
    days: (rows) => {
      const arms = [...new Set(rows.map((row) => row.arm))];
      const ends = arms.flatMap((arm) => rows.filter((row) => row.arm === arm).slice(-1)).flatMap((row) => [Math.abs(row.anytime_low), Math.abs(row.anytime_high)]);
      const reach = 1.5 * Math.max(...ends);
      const clip = (value) => Math.max(-reach, Math.min(reach, Number(value)));
      return base({
        tooltip: { trigger: 'axis', confine: true }, xAxis: axis({ type: 'time' }), yAxis: axis({ type: 'value', name: word('column.absolute_effect'), nameTextStyle: { color: color('soft'), align: 'left' }, axisLabel: { color: color('soft'), formatter: (value) => show('n', String(value)) } }),
        legend: { textStyle: { color: color('ink') }, top: 0, data: arms },
        series: arms.flatMap((arm, i) => {
          const own = rows.filter((row) => row.arm === arm);
          const paint = color(['blue', 'orange', 'green', 'pink'][i % 4]);
          return [
            { name: arm + ' ', type: 'line', stack: 'band ' + arm, stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, data: own.map((row) => [row.day_date.slice(0, 10), clip(row.anytime_low)]) },
            { name: arm + '  ', type: 'line', stack: 'band ' + arm, stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, areaStyle: { color: paint, opacity: 0.15 }, data: own.map((row) => [row.day_date.slice(0, 10), clip(row.anytime_high) - clip(row.anytime_low)]) },
            { name: arm, type: 'line', symbolSize: 5, itemStyle: { color: paint }, data: own.map((row) => [row.day_date.slice(0, 10), Number(row.absolute_effect)]), markLine: i ? undefined : { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ yAxis: 0 }] } }];
        }) });
    },
    funnel: (rows) => {
      const stages = [...new Set(rows.map((row) => row.stage))];
      const arms = [...new Set(rows.map((row) => row.arm))];
      return base({ tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('n', value === null ? null : String(value)) }, grid: { left: 8, right: 24, top: 40, bottom: 34, containLabel: true },
        xAxis: axis({ type: 'value', name: word('column.people'), nameLocation: 'middle', nameGap: 26 }), yAxis: axis({ type: 'category', inverse: true, data: stages.map((stage) => show('stage', stage)) }),
        series: arms.map((arm) => ({ name: arm, type: 'bar', data: stages.map((stage) => number(rows.find((row) => row.arm === arm && row.stage === stage)?.people)) })) });
    },
    segment_effects: (rows) => {
      const arm = rows[0]?.arm;
      const known = rows.filter((row) => row.arm === arm).slice(0, 24).reverse();
      if (known.length === 0) return null;
      return base({ legend: { show: false }, grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true }, tooltip: { confine: true, formatter: (item) => item.name },
        xAxis: axis({ type: 'value', name: word('column.absolute_effect') + ' · ' + arm, nameLocation: 'middle', nameGap: 26 }),
        yAxis: axis({ type: 'category', data: known.map((row) => show('dimension', row.dimension) + (row.about ? ' ' + row.about : '') + ': ' + show('segment', row.segment)), axisLabel: { color: color('soft'), width: isNarrow() ? 150 : 320, overflow: 'truncate', interval: 0 } }),
        series: [interval(known, 'absolute_low', 'absolute_high', color('blue')), { type: 'scatter', z: 2, symbolSize: 9, data: known.map((row, i) => ({ name: show('segment', row.segment) + ': ' + show('n', row.absolute_effect) + ' · ' + show('advice', row.advice), value: [Number(row.absolute_effect), i], itemStyle: { color: row.is_clear === 'true' ? color('blue') : color('grey') } })), markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ xAxis: 0 }] } }] });
    },
    observational: (rows) => {
      const known = rows.filter((row) => row.metric === 'revenue' && row.effect !== null).slice(0, 18).reverse();
      if (known.length === 0) return null;
      return base({ legend: { show: false }, grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true }, tooltip: { confine: true, formatter: (item) => item.name },
        xAxis: axis({ type: 'value', name: word('column.absolute_effect'), nameLocation: 'middle', nameGap: 26 }),
        yAxis: axis({ type: 'category', data: known.map((row) => row.campaign_name + ' · ' + show('method', row.method)), axisLabel: { color: color('soft'), width: isNarrow() ? 150 : 360, overflow: 'truncate', interval: 0 } }),
        series: [interval(known, 'effect_low', 'effect_high', color('orange')), { type: 'scatter', z: 2, symbolSize: 9, data: known.map((row, i) => ({ name: show('verdict_kind', row.verdict_kind) + ': ' + show('n', row.effect), value: [Number(row.effect), i], itemStyle: { color: row.is_clear === 'true' ? color('orange') : color('grey') } })), markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft') }, data: [{ xAxis: 0 }] } }] });
    },
    balance: (all) => {
      const first = all.find((row) => row.campaign_name === chosen()) ?? all[0];
      const rows = all.filter((row) => row.campaign_name === first.campaign_name && row.arm === first.arm).reverse();
      if (rows.length === 0) return null;
      const dots = (column) => rows.map((row) => number(row[column]));
      return base({ grid: { left: 8, right: 24, top: 40, bottom: isNarrow() ? 50 : 34, containLabel: true }, tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('n', value === null ? null : String(value)) },
        xAxis: axis({ type: 'value', name: first.campaign_name + (isNarrow() ? '\n' : ' · ') + word('chart.standard_deviations'), nameLocation: 'middle', nameGap: 26 }),
        yAxis: axis({ type: 'category', data: rows.map((row) => show('trait', row.trait)), axisLabel: { color: color('soft'), width: isNarrow() ? 130 : 320, overflow: 'truncate', interval: 0 } }),
        series: [
          { name: word('chart.before_matching'), type: 'scatter', symbolSize: 10, itemStyle: { color: 'transparent', borderColor: color('grey'), borderWidth: 2 }, data: dots('imbalance_before').map((value, i) => [value, i]) },
          { name: word('chart.after_matching'), type: 'scatter', symbolSize: 10, itemStyle: { color: color('blue') }, data: dots('imbalance_after').map((value, i) => [value, i]), markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: color('soft'), type: 'dashed' }, data: [{ xAxis: -0.1 }, { xAxis: 0 }, { xAxis: 0.1 }] } }] });
    },
    uplift: (rows) => {
      const arms = [...new Set(rows.map((row) => row.arm))];
      const points = (arm, column) => [[0, 0], ...rows.filter((row) => row.arm === arm).map((row) => [Number(row.people_share), Number(row[column])])];
      return base({ tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('n', String(value)) },
        xAxis: axis({ type: 'value', max: 1, name: word('column.people_share'), nameLocation: 'middle', nameGap: 26, axisLabel: { color: color('soft'), formatter: (value) => show('share', String(value)) } }), yAxis: axis({ type: 'value' }), grid: { left: 8, right: 24, top: 40, bottom: 34, containLabel: true },
        series: arms.flatMap((arm) => [{ name: arm, type: 'line', symbolSize: 5, data: points(arm, 'gain') }, { name: arm + ' · ' + word('chart.at_random'), type: 'line', symbol: 'none', lineStyle: { type: 'dashed', color: color('grey') }, itemStyle: { color: color('grey') }, data: points(arm, 'gain_at_random') }]) });
    },
    attribution: (rows) => {
      const some = rows.filter((row) => row.place_kind === 'channel');
      const places = [...new Set(some.map((row) => row.place))].slice(0, 12);
      const models = ['first', 'last', 'linear', 'position', 'time_decay', 'shapley', 'markov'];
      if (places.length === 0) return null;
      return base({ color: ['blue', 'orange', 'green', 'pink', 'sky', 'red', 'grey'].map(color), tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('n', value === null ? null : String(Math.round(value))) }, grid: { left: 8, right: 24, top: isNarrow() ? 116 : 84, bottom: 8, containLabel: true }, xAxis: axis({ type: 'category', data: places, axisLabel: { color: color('soft'), interval: 0, rotate: isNarrow() ? 45 : 0 } }), yAxis: axis({ type: 'value', name: word('chart.orders') }),
        series: models.map((model) => ({ name: show('model', model), type: 'bar', data: places.map((place) => number(some.find((row) => row.place === place && row.model === model)?.conversions)) })) });
    },
    pressure: (rows) => {
      const channels = [...new Set(rows.map((row) => row.channel))];
      const bands = [...new Set(rows.map((row) => Number(row.contacts_in_window)))].sort((one, other) => one - other);
      const name = (band) => show('n', String(band)) + (rows.some((row) => Number(row.contacts_in_window) === band && row.is_or_more === 'true') ? ' ' + word('chart.or_more') : '');
      return base({ tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => show('share', value === null ? null : String(value)) },
        grid: { left: 8, right: 24, top: isNarrow() ? 72 : 40, bottom: 34, containLabel: true },
        xAxis: axis({ type: 'category', name: word('column.contacts') + ' · ' + rows[0].window_days + ' ' + word('chart.days'), nameLocation: 'middle', nameGap: 26, data: bands.map(name) }),
        yAxis: axis({ type: 'value', max: 1, axisLabel: { color: color('soft'), formatter: (value) => show('share', String(value)) } }),
        series: channels.map((channel) => ({ name: show('channel', channel), type: 'bar', data: bands.map((band) => number(rows.find((row) => row.channel === channel && Number(row.contacts_in_window) === band)?.people_share)) })) });
    },
    /* One panel for each answer, since a tenth of a percent unsubscribes where a third opens. */
    contact_answers: (all) => {
      const channel = all[0].channel;
      const answers = [...new Set(all.filter((row) => row.channel === channel).map((row) => row.answer))];
      const height = 100 / answers.length;
      const of = (answer) => all.filter((row) => row.channel === channel && row.answer === answer);
      const name = (row) => show('n', row.contacts_before) + (row.is_or_more === 'true' ? ' ' + word('chart.or_more') : '');
      const bands = [...new Map(all.filter((row) => row.channel === channel).sort((one, other) => one.contacts_before - other.contacts_before).map((row) => [row.contacts_before, name(row)])).entries()];
      const at = (answer, band) => of(answer).find((row) => row.contacts_before === band[0]);
      return base({ legend: { show: false },
        tooltip: { confine: true, formatter: (item) => item.name },
        title: answers.map((answer, i) => ({ text: show('channel', channel) + ', ' + show('answer', answer) + '\n' + show('verdict_kind', of(answer)[0].verdict_kind), left: 0, top: (i * height) + '%', textStyle: { color: color('ink'), fontSize: 12, fontFamily, lineHeight: 16 } })),
        grid: answers.map((answer, i) => ({ left: 8, right: 24, top: (i * height + 12) + '%', height: (height - (i === answers.length - 1 ? 17 : 15)) + '%', containLabel: true })),
        xAxis: answers.map((answer, i) => axis({ type: 'category', gridIndex: i, name: i === answers.length - 1 ? word('chart.contacts_before') : '', nameLocation: 'middle', nameGap: 26, data: bands.map((band) => band[1]) })),
        yAxis: answers.map((answer, i) => axis({ type: 'value', gridIndex: i, scale: true, min: 0, splitNumber: 2, axisLabel: { color: color('soft'), formatter: (value) => show('share', String(value)) } })),
        series: answers.flatMap((answer, i) => [
          { type: 'custom', xAxisIndex: i, yAxisIndex: i, silent: true, encode: { x: 0, y: [1, 2] },
            renderItem: (parameters, api) => {
              const from = api.coord([api.value(0), api.value(1)]);
              const to = api.coord([api.value(0), api.value(2)]);
              return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: color('orange'), lineWidth: 3 } };
            },
            data: bands.flatMap((band, place) => { const row = at(answer, band); return row ? [[place, Number(row.answered_low_share), Number(row.answered_high_share)]] : []; }) },
          { type: 'scatter', z: 2, xAxisIndex: i, yAxisIndex: i, symbolSize: 9, itemStyle: { color: color('orange') },
            data: bands.flatMap((band, place) => { const row = at(answer, band); return row ? [{ name: show('answered_share', row.answered_share) + ' (' + show('share', row.answered_low_share) + ' – ' + show('share', row.answered_high_share) + ')', value: [place, Number(row.answered_share)] }] : []; }) }]) });
    },
    incremental: (rows) => {
      const known = rows.filter((row) => row.metric === 'revenue' && row.incremental_revenue !== null).slice(0, 12);
      if (known.length === 0) return null;
      return base({ tooltip: { trigger: 'axis', confine: true }, grid: { left: isNarrow() ? 8 : 72, right: 24, top: 48, bottom: 8, containLabel: true }, yAxis: axis({ type: 'value' }), xAxis: axis({ type: 'category', data: known.map((row) => row.campaign_name + ' · ' + row.arm), axisLabel: { color: color('soft'), rotate: isNarrow() ? 60 : 30, width: isNarrow() ? 110 : 150, overflow: 'truncate', interval: 0 } }),
        series: [{ name: word('chart.incremental'), type: 'bar', data: known.map((row) => number(row.incremental_revenue)) }, { name: word('chart.attributed'), type: 'bar', data: known.map((row) => number(row.attributed_revenue)) }, { name: word('column.cost'), type: 'bar', data: known.map((row) => number(row.cost)) }] });
    },
    steps: (rows) => base({
      legend: { show: false }, tooltip: { trigger: 'axis', confine: true }, grid: { left: 8, right: 24, top: 8, bottom: 34, containLabel: true },
      xAxis: axis({ type: 'value', name: word('chart.seconds'), nameLocation: 'middle', nameGap: 26 }), yAxis: axis({ type: 'category', inverse: true, data: rows.slice(0, 20).map((row) => row.step), axisLabel: { color: color('soft'), interval: 0 } }),
      series: [{ type: 'bar', data: rows.slice(0, 20).map((row) => number(row.seconds)) }] }),
    rows: (rows) => {
      const links = rows.flatMap((row) => [['rows_loaded', word('column.rows_loaded')], ['rows_unchanged', word('column.rows_unchanged')], ['rows_quarantined', word('column.rows_quarantined')]].map(([column, name]) => ({ source: row.source + '.' + row.table_name, target: name, value: Number(row[column]) }))).filter((link) => link.value > 0);
      if (links.length === 0) return null;
      const names = new Set(links.flatMap((link) => [link.source, link.target]));
      return base({ legend: { show: false }, series: [{ type: 'sankey', left: 8, right: 130, top: 8, bottom: 8, nodeGap: 14, label: { color: color('ink') }, lineStyle: { color: 'source', opacity: 0.35 }, data: [...names].map((name) => ({ name })), links }] });
    } };

  /* Pictures of one campaign or segment at a time; which one stands in the address, so that it can be linked to. */
  const ofOne = {
    campaigns: { column: 'campaign_name', label: 'chart.campaign', pictures: ['days', 'funnel', 'segment_effects', 'uplift'] },
    segments: { column: 'segment', label: 'column.segment', pictures: ['profile', 'flow', 'needs', 'contacts'] } }[page] ?? { pictures: [] };
  const choices = [...new Set(ofOne.pictures.flatMap((name) => rowsOf(name).map((row) => row[ofOne.column])))].filter((name) => name !== everybody);
  const chosen = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    return choices.includes(wanted) ? wanted : choices[0];
  };
  const rowsToDraw = (name) => (ofOne.pictures.includes(name) ? rowsOf(name).filter((row) => row[ofOne.column] === chosen()) : rowsOf(name));
  const drawChoice = () => {
    const first = ofOne.pictures.map((name) => document.getElementById(name)).find(Boolean);
    if (choices.length < 2 || !first) return;
    const choice = element('select', {}, ...choices.map((name) => element('option', { value: name }, name)));
    /* What can be said of it comes first; where nobody was held out, that it is only observed. */
    const verdict = element('strong');
    const say = () => verdict.replaceChildren(rowsOf('verdicts').filter((row) => row.campaign_name === chosen()).map((row) => row.arm + ': ' + show('verdict_kind', row.verdict_kind)).join('; '));
    choice.value = chosen();
    say();
    choice.addEventListener('change', () => { location.hash = encodeURIComponent(choice.value); });
    window.addEventListener('hashchange', () => { choice.value = chosen(); say(); draw(); });
    first.before(element('p', { className: 'choice' }, element('label', {}, word(ofOne.label) + ' ', choice), ' ', verdict));
  };

  const drawn = [];
  const isPaper = () => document.documentElement.classList.contains('paper');
  const tall = { contact_answers: 560, rhythm: 640, follows: 440, effects: 680, segment_effects: 620, observational: 360, steps: 520, rows: 640, movement: 520, worth: 420, profile: 320, contacts: 300, needs: 340 };
  const draw = () => {
    drawn.splice(0).forEach((chart) => chart.dispose());
    document.querySelectorAll('[data-chart]').forEach((place) => {
      const make = charts[place.dataset.chart];
      const rowsOfChart = rowsToDraw(place.dataset.chart);
      const isOther = ofOne.pictures.includes(place.dataset.chart);
      let options = null;
      try {
        options = make && (rowsOfChart.length > 0 || !isOther) ? make(rowsOfChart) : null;
      } catch (fault) {
        console.error(place.dataset.chart, fault); /* The table is there, and the other pictures are. */
      }
      place.hidden = !options;
      if (!options && isOther) return;
      if (!options) {
        const rows = place.parentElement.querySelector('details');
        if (rows) rows.open = true;
        place.remove();
        return;
      }
      place.dataset.drawn = 'yes';
      place.style.height = isPaper() ? (tall[place.dataset.chart] > 400 ? '400px' : '250px') : tall[place.dataset.chart] ? tall[place.dataset.chart] + 'px' : '';
      /* Paper takes lines and letters, not pixels. */
      const chart = echarts.init(place, null, { renderer: isPaper() ? 'svg' : 'canvas' });
      chart.setOption(options);
      if (place.dataset.chart === 'segments') chart.on('click', (item) => { location.href = 'segments.html#' + encodeURIComponent(item.name); });
      drawn.push(chart);
    });
  };
  document.querySelectorAll('[data-table]').forEach(drawTable);
  drawChoice();
  draw();
  /* Drawn anew, since some pictures are others where it is narrow. */
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (width !== window.innerWidth) draw();
    width = window.innerWidth;
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  /* Pictures have the colours and the width of paper while they are printed. */
  const print = (isPrinted) => {
    document.documentElement.classList.toggle('paper', isPrinted);
    draw();
  };
  window.addEventListener('beforeprint', () => print(true));
  window.addEventListener('afterprint', () => print(false));
})();
