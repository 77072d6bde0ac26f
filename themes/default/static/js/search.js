// The search page: what is typed goes to Pagefind's index, which stands beside the site. Nothing leaves the browser.
const form = document.getElementById("search");
const results = document.getElementById("search-results");
const count = document.getElementById("search-count");
const more = document.getElementById("search-more");
const say = form.dataset;
const SHOWN = 10;
let index, found = [], shown = 0, asked = 0, waiting;

const language = document.documentElement.lang;
const counted = (number) => (number ? say.counted.replace("{count}", number.toLocaleString(language)) : say.none);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.append(text);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Pagefind escapes an excerpt and puts <mark> around words: it is taken apart and never set as HTML.
function excerpt(marked, whole) {
  const text = new DOMParser().parseFromString(marked, "text/html").body;
  const made = element("p", whole.startsWith(text.textContent) ? "" : "… ", { class: "card-text" });
  for (const node of text.childNodes) {
    made.append(node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent);
  }
  made.append(" …");
  return made;
}

function row(page) {
  const part = page.sub_results.find((one) => one.url !== page.url && one.excerpt === page.excerpt);
  const words = element("div", "", { class: "card-words" });
  const main = element("div", "", { class: "card-main" });
  if (page.meta.section) main.append(element("p", page.meta.section, { class: "kicker" }));
  const title = element("h2", "", { class: "card-title" });
  title.append(element("a", page.meta.title, { href: page.url }));
  main.append(title, excerpt(page.excerpt, page.content));
  if (part) {
    const way = element("p", "", { class: "meta" });
    way.append(element("a", part.title, { href: part.url }));
    main.append(way);
  }
  const facts = element("div", "", { class: "card-facts" });
  const meta = element("p", "", { class: "meta" });
  meta.append(element("time", page.meta.updated, { datetime: page.meta.datetime }));
  facts.append(meta);
  words.append(main, facts);
  const card = element("article", "", { class: "card card-row" });
  card.append(words);
  const made = document.createElement("li");
  made.append(card);
  return made;
}

async function show(mine) {
  const next = found.slice(shown, shown + SHOWN);
  const pages = await Promise.all(next.map((one) => one.data()));
  if (mine !== asked) return;
  const first = results.children.length;
  results.append(...pages.map(row));
  shown += pages.length;
  more.hidden = shown >= found.length;
  return results.children[first];
}

function query() {
  const data = new FormData(form);
  const filters = {};
  for (const name of ["section", "tag", "publisher"]) if (data.get(name)) filters[name] = data.get(name);
  return { words: data.get("q").trim(), filters, newest: data.get("sort") === "date" };
}

async function search() {
  const mine = ++asked, { words, filters, newest } = query();
  const address = new URL(location);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  history.replaceState(null, "", address);
  results.replaceChildren();
  more.hidden = true;
  if (!words && !Object.keys(filters).length) {
    count.textContent = "";
    return;
  }
  const answer = await index.search(words || null, { filters, sort: newest || !words ? { date: "desc" } : undefined });
  if (mine !== asked) return;
  found = answer.results;
  shown = 0;
  count.textContent = counted(found.length);
  await show(mine);
}

async function choices() {
  for (const [name, values] of Object.entries(await index.filters())) {
    const select = form.elements[name];
    if (!select) continue;
    const sorted = Object.keys(values).sort(new Intl.Collator(language).compare);
    for (const value of sorted) select.append(element("option", value, { value }));
    select.parentElement.hidden = sorted.length < 2;
  }
}

try {
  index = await import(say.script);
  await index.options({ baseUrl: say.base, excerptLength: 28 });
  await index.init();
  await choices();
  const wanted = new URLSearchParams(location.search);
  for (const [name, value] of wanted) if (form.elements[name]) form.elements[name].value = value;
  form.hidden = false;
  document.getElementById("search-plain").hidden = true;
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
  more.addEventListener("click", async () => (await show(asked))?.querySelector("a").focus());
  await search();
} catch {
  document.getElementById("search-missing").hidden = false;
}
