"use strict";
// Shows what the program has computed. Nothing is reckoned here but places on the screen; data becomes text, never markup.
(() => {
const board = JSON.parse(document.getElementById("data").textContent);
const WORDS = {
  zh: { title: "季报指标看板", region: "地区", period: "时期", domain: "领域", all: "全部", cards: "指标", chart: "逐季变化", findings: "核查发现", ledger: "数字台账", search: "查找", kind: "类别", report: "报告", qoq: "环比", yoy: "同比", close: "关闭", other: "English", none: "该时期没有数值", clean: "没有发现问题", marks: "实心点为报告值；空心点为推算值，竖线为误差；断开处没有数值。点选任一数字可看原句。", asOf: "截至", reports: "份报告", figures: "个数字", id: "编号", name: "指标", value: "数值", written: "原文写法", place: "地区", show: "看逐季变化", madeOf: "推算自", colon: "：", error: "错误", warning: "注意", note: "提示", gone: "所据数字不在所选报告中", nowhere: "地区不明", more: "另有 # 条线未画出，请先选地区" },
  en: { title: "Indicators of the quarterly reports", region: "Region", period: "Period", domain: "Domain", all: "All", cards: "Indicators", chart: "Quarter by quarter", findings: "Findings of check", ledger: "Ledger of figures", search: "Search", kind: "Kind", report: "Report", qoq: "on quarter", yoy: "on year", close: "Close", other: "中文", none: "no values in this period", clean: "nothing found", marks: "Filled: reported. Hollow: derived, with its uncertainty as a bar. Gaps have no value. Choose any number to read its sentence.", asOf: "as of", reports: "reports", figures: "figures", id: "No.", name: "Indicator", value: "Value", written: "As written", place: "Region", show: "show quarters", madeOf: "derived from", colon: ": ", error: "error", warning: "warning", note: "note", gone: "the figures behind it are not in the reports chosen", nowhere: "region unknown", more: "# more lines are not drawn: choose a region" },
};
const DOMAINS = { air: "大气", water: "水", soil: "土壤", enforcement: "执法", credit: "信用评价", approval: "审批", complaint: "投诉", ecology: "生态", emergency: "应急", emission: "减排", funding: "资金", inspection: "督察", monitoring: "监测", noise: "噪声", publicity: "宣传", radiation: "辐射" };
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
const ROW = 34;
const $ = (id) => document.getElementById(id);
let lang = board.lang === "en" ? "en" : "zh";
let chosen = null, rows = [], sort = { key: "id", down: false };
const say = (word) => WORDS[lang][word];
const text = (number) => board.texts[number][lang === "en" ? 1 : 0];
const domain = (code) => (lang === "zh" && DOMAINS[code]) || code;
const make = (name, words, attributes) => {
  const element = document.createElement(name);
  if (words !== undefined) element.textContent = words;
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return element;
};
const draw = (name, attributes, words) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (words !== undefined) element.textContent = words;
  return element;
};
const byId = new Map(board.ledger.map((entry) => [entry.id, entry]));
for (const entry of board.ledger) {
  entry.hay = [...board.texts[entry.name], ...board.texts[entry.period], ...board.texts[entry.section], entry.written, entry.place, ...entry.sentence].join("\n").toLowerCase();
}
const latest = () => {
  const used = new Set();
  for (const track of board.tracks) for (const value of track.values) if (board.periods[value.period].quarter) used.add(value.period);
  return Math.max(0, ...used);
};
const options = (select, pairs) => {
  const before = select.value;
  select.replaceChildren(...pairs.map(([value, words]) => make("option", words, { value })));
  if (pairs.some(([value]) => value === before)) select.value = before;
};
const distinct = (items) => [...new Set(items)];
function fill() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  document.title = say("title");
  $("title").textContent = say("title");
  $("about").textContent = `${board.reports.length} ${say("reports")} · ${board.ledger.length} ${say("figures")}` + (board.as_of ? ` · ${say("asOf")} ${board.as_of}` : "");
  $("language").textContent = say("other");
  $("language").lang = lang === "zh" ? "en" : "zh-CN";
  $("close").textContent = say("close");
  options($("region"), [["", say("all")], ...distinct(board.tracks.map((track) => track.region)).filter(Boolean).map((name) => [name, name])]);
  options($("period"), board.periods.map((span, number) => [String(number), text(span.name)]).reverse());
  options($("domain"), [["", say("all")], ...distinct(board.tracks.map((track) => text(track.domain))).map((code) => [code, domain(code)])]);
  options($("kind"), [["", say("all")], ...distinct(board.ledger.map((entry) => entry.kind)).map((kind) => [String(kind), text(kind)])]);
  options($("report"), [["", say("all")], ...board.reports.map((report, number) => [String(number), report.title])]);
  const columns = ["id", "kind", "name", "written", "value", "period", "place"];
  $("head").replaceChildren(...columns.map((key) => {
    const cell = make("span", undefined, { role: "columnheader", "aria-sort": sort.key !== key ? "none" : sort.down ? "descending" : "ascending" });
    const button = make("button", say(key) + (sort.key !== key ? "" : sort.down ? " ▼" : " ▲"), { type: "button" });
    button.onclick = () => { sort = { key, down: sort.key === key && !sort.down }; fill(); $("head").children[columns.indexOf(key)].firstChild.focus(); };
    cell.append(button);
    return cell;
  }));
  cards(); findings(); ledger();
}
const place = (track) => track.region || say("nowhere");
const inScope = (track) => (!$("region").value || track.region === $("region").value) && (!$("domain").value || text(track.domain) === $("domain").value);
function number(reading, extra) {
  const button = make("button", text(reading.shown), { type: "button", class: "value", "aria-label": `${extra}${text(reading.shown)}，${text(reading.method)}` });
  button.onclick = () => open(reading.figures, `${extra}${text(reading.shown)}`, reading);
  return button;
}
function step(word, change) {
  const line = make("div", `${say(word)} ${change.verdict === null ? "—" : `${text(change.shown)} ${text(change.verdict)}`}`, { class: `step ${change.tone}` });
  if (change.verdict === null) line.title = text(change.shown);
  return line;
}
function cards() {
  const period = Number($("period").value);
  const found = [];
  for (const track of board.tracks) {
    const reading = inScope(track) && track.values.find((value) => value.period === period);
    if (reading) found.push([track, reading]);
  }
  $("no-cards").hidden = found.length > 0;
  $("no-cards").textContent = say("none");
  $("cards").replaceChildren(...found.map(([track, reading]) => {
    const card = make("li");
    const value = make("div");
    value.append(number(reading, `${text(track.name)} `), make("span", text(track.unit), { class: "unit" }));
    const show = make("button", say("show"), { type: "button", class: "value show", "aria-label": `${say("show")} ${text(track.name)} ${place(track)}` });
    show.onclick = () => { chosen = track; chart(); $("h-chart").scrollIntoView({ block: "start" }); };
    card.append(make("h3", text(track.name)), make("small", `${place(track)} · ${text(reading.method)}`), value, step("qoq", reading.qoq), step("yoy", reading.yoy), show);
    return card;
  }));
  if (!chosen || !inScope(chosen)) chosen = (found.find(([track]) => track.values.length > 2) || found[0] || [null])[0];
  chart();
}
function ticks(low, high) {
  const span = high - low || Math.abs(high) || 1, rough = span / 5, power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough);
  const digits = Math.max(0, -Math.floor(Math.log10(size)));
  const marks = [];
  for (let at = Math.floor(low / size); at * size < high + size && marks.length < 20; at++) marks.push(at * size);
  return marks.map((mark) => [mark, mark.toFixed(digits)]);
}
function chart() {
  $("chart").replaceChildren();
  $("caption").textContent = chosen ? `${text(chosen.name)} · ${text(chosen.unit)}` : "";
  if (!chosen) return;
  const numeric = (value) => value.number !== null && board.periods[value.period].quarter;
  const region = $("region").value;
  const others = board.tracks.filter((track) => track !== chosen && track.name === chosen.name && track.unit === chosen.unit && (!region || track.region === region));
  const drawable = [chosen, ...others].filter((track) => track.values.some(numeric));
  const lines = drawable.slice(0, COLOURS.length);
  const all = lines.flatMap((track) => track.values.filter(numeric));
  if (!all.length) { $("chart").append(make("p", say("none"), { class: "quiet" })); return; }
  const first = Math.min(...all.map((value) => value.period)), last = Math.max(...all.map((value) => value.period));
  const places = board.periods.map((span, at) => at).filter((at) => board.periods[at].quarter && at >= first && at <= last);
  const W = Math.max(340, Math.min(1140, $("chart").clientWidth || 800)), H = 280, L = 64, R = 52, T = 14, B = 34;
  const ends = all.flatMap((value) => [Number(value.number) - Number(value.doubt || 0), Number(value.number) + Number(value.doubt || 0)]);
  const marks = ticks(Math.min(...ends), Math.max(...ends)), low = marks[0][0], high = marks[marks.length - 1][0];
  const x = (at) => L + (W - L - R) * (places.length < 2 ? 0.5 : places.indexOf(at) / (places.length - 1));
  const y = (value) => T + (H - T - B) * (1 - (value - low) / (high - low));
  const svg = draw("svg", { viewBox: `0 0 ${W} ${H}`, role: "group", "aria-label": `${text(chosen.name)} ${say("chart")}` });
  for (const [mark, words] of marks) svg.append(draw("line", { class: "grid", x1: L, x2: W - R, y1: y(mark), y2: y(mark) }), draw("text", { x: L - 8, y: y(mark) + 4, "text-anchor": "end" }, words));
  const every = Math.ceil(places.length / Math.max(1, Math.floor((W - L - R) / 110)));
  places.forEach((at, order) => { if (order % every === 0) svg.append(draw("text", { x: x(at), y: H - 10, "text-anchor": "middle" }, text(board.periods[at].name))); });
  const legend = make("div", undefined, { class: "legend" });
  lines.forEach((track, index) => {
    const colour = COLOURS[index], known = new Map(track.values.filter(numeric).map((value) => [value.period, value]));
    let path = "", joined = false;
    for (const at of places) {
      const value = known.get(at);
      if (value) path += `${joined ? "L" : "M"}${x(at)} ${y(Number(value.number))}`;
      joined = Boolean(value);
    }
    svg.append(draw("path", { d: path, fill: "none", stroke: colour, "stroke-width": 2 }));
    for (const at of places) {
      const value = known.get(at);
      if (!value) continue;
      const middle = Number(value.number), doubt = Number(value.doubt || 0);
      if (doubt) svg.append(draw("line", { x1: x(at), x2: x(at), y1: y(middle - doubt), y2: y(middle + doubt), stroke: colour, "stroke-width": 2 }));
      const words = `${place(track)} ${text(board.periods[at].name)} ${text(value.shown)} ${text(track.unit)} · ${text(value.method)}`;
      const dot = draw("circle", { cx: x(at), cy: y(middle), r: 5, stroke: colour, "stroke-width": 2, style: `fill:${value.derived ? "var(--sheet)" : colour}`, tabindex: 0, role: "button", "aria-label": words });
      const show = () => tip(words, dot);
      dot.onmouseenter = show; dot.onfocus = show;
      dot.onmouseleave = dot.onblur = () => { $("tip").hidden = true; };
      dot.onclick = () => open(value.figures, words, value);
      dot.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); dot.onclick(); } };
      svg.append(dot);
    }
    const item = make("span");
    item.append(make("span", "● ", { style: `color:${colour}` }), place(track));
    legend.append(item);
  });
  if (drawable.length > lines.length) legend.append(make("small", say("more").replace("#", drawable.length - lines.length)));
  $("chart").append(legend, svg);
}
function tip(words, dot) {
  const box = dot.getBoundingClientRect();
  $("tip").textContent = words;
  $("tip").hidden = false;
  $("tip").style.left = `${Math.max(4, Math.min(box.left, innerWidth - $("tip").offsetWidth - 8))}px`;
  $("tip").style.top = `${Math.max(4, box.top - $("tip").offsetHeight - 8)}px`;
}
function findings() {
  $("finding-count").textContent = `(${board.findings.length})`;
  $("findings").replaceChildren(...(board.findings.length ? board.findings : [null]).map((finding) => {
    if (!finding) return make("li", say("clean"), { class: "quiet" });
    const item = make("li"), button = make("button", text(finding.text), { type: "button", class: "value" });
    button.onclick = () => open([finding.figure], text(finding.text));
    item.append(make("span", `${say(finding.severity)} `, { class: finding.severity }), button);
    return item;
  }));
}
function ledger() {
  const words = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const kind = $("kind").value, report = $("report").value;
  rows = board.ledger.filter((entry) => (!kind || entry.kind === Number(kind)) && (!report || entry.report === Number(report)) && words.every((word) => entry.hay.includes(word)));
  const keys = { id: (entry) => entry.id, value: (entry) => Number.parseFloat(text(entry.value).replace(/^[^\d-]+/, "")), period: (entry) => entry.start || "", written: (entry) => entry.written, place: (entry) => entry.place, kind: (entry) => text(entry.kind), name: (entry) => text(entry.name) };
  const key = keys[sort.key], sign = sort.down ? -1 : 1;
  if (sort.key !== "id" || sort.down) {
    const known = (each) => !(Number.isNaN(each) || each === "");
    const keyed = rows.map((entry) => [key(entry), entry]);
    keyed.sort(([a], [b]) => (known(b) - known(a)) || (a < b ? -sign : a > b ? sign : 0));
    rows = keyed.map(([, entry]) => entry);
  }
  $("ledger-count").textContent = `(${rows.length})`;
  $("ledger").setAttribute("aria-rowcount", rows.length + 1);
  $("space").style.height = `${rows.length * ROW}px`;
  $("view").scrollTop = 0;
  visible();
}
// Only the rows in sight are in the page: 12,000 of them would make every filter slow.
function visible(most = Math.ceil($("view").clientHeight / ROW) + 8) {
  const from = Math.max(0, Math.floor($("view").scrollTop / ROW) - 4);
  $("space").replaceChildren(...rows.slice(from, from + most).map((entry, index) => {
    const row = make("div", undefined, { class: "row", role: "row", "aria-rowindex": from + index + 2 });
    row.style.top = `${(from + index) * ROW}px`;
    const written = make("button", entry.written, { type: "button", class: "value" });
    written.onclick = () => open([entry.id], `${text(entry.name)} ${entry.written}`);
    for (const words of [String(entry.id), text(entry.kind), text(entry.name), written, `${text(entry.value)} ${text(entry.unit)}`, text(entry.period), entry.place]) {
      const cell = make("span", undefined, { role: "cell" });
      cell.append(words);
      if (typeof words === "string") cell.title = words;
      row.append(cell);
    }
    return row;
  }));
}
function open(ids, title, reading) {
  $("tip").hidden = true;
  $("source-title").textContent = title;
  const parts = reading && reading.derived ? [make("p", `${text(reading.method)}${say("colon")}${say("madeOf")}`)] : [];
  for (const entry of ids.map((id) => byId.get(id)).filter(Boolean)) {
    const report = board.reports[entry.report], quote = make("blockquote");
    entry.sentence.forEach((part, at) => quote.append(entry.sentence.length === 3 && at === 1 ? make("mark", part) : part));
    parts.push(make("p", `${report.title}${report.published ? ` · ${report.published}` : ""} · ${text(entry.section)} · #${entry.id} · ${text(entry.period)}`, { class: "quiet" }), quote);
  }
  if (!ids.some((id) => byId.has(id))) parts.push(make("p", say("gone")));
  $("source-body").replaceChildren(...parts);
  $("source").showModal();
}
fill();
$("period").value = String(latest());
cards();
$("choices").onsubmit = (event) => event.preventDefault();
for (const id of ["region", "period", "domain"]) $(id).onchange = cards;
for (const id of ["kind", "report"]) $(id).onchange = ledger;
$("search").oninput = ledger;
$("view").onscroll = () => visible();
$("language").onclick = () => { lang = lang === "zh" ? "en" : "zh"; fill(); };
addEventListener("resize", chart);
addEventListener("beforeprint", () => visible(rows.length));
addEventListener("afterprint", () => visible());
document.body.dataset.ready = "yes";
})();
