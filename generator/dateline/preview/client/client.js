/* The preview's side in the page: hears of builds, keeps the page up to date, shows what is wrong.
   Everything it shows is set as text, never as HTML. Its elements live in shadow trees, so that the
   theme's style sheet and this one do not meet. */
(() => {
  "use strict";
  const HOME = "/_dateline/";
  const KEPT = "dateline-preview";
  const { dataset } = document.currentScript;
  let { mark } = dataset;
  let builds = Number(dataset.builds);
  let stream = null;

  // ---- where the reader is, over a reload -------------------------------------------------------

  const words = (element) => element.textContent.trim().slice(0, 200);
  const details = () => [...document.querySelectorAll("details")];
  const popovers = () => [...document.querySelectorAll("[popover][id]")];

  // What opens, each with what it can be found again by. Where there are more of them after an edit, others
  // stand in their places, and ids may be counted.
  const traits = (elements) => {
    const counts = new Map();
    return elements.map((element) => {
      const name = words(element.querySelector("summary") ?? element);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return { element, id: element.id, own: words(element), name, at: counts.get(name) };
    });
  };

  const found = ({ id, own, name, at }, now) => {
    const same = now.filter((other) => other.own === own);
    const there = same.length === 1 ? same[0]
      : now.find((other) => id && other.id === id) ?? now.find((other) => other.name === name && other.at === at);
    return there?.element;
  };

  const opened = (elements, isOpen) =>
    traits(elements).filter(({ element }) => isOpen(element)).map(({ element, ...trait }) => trait);

  const openParts = () => ({
    checked: [...document.querySelectorAll("input[type=radio][id]:checked")].map((element) => element.id),
    details: opened(details(), (element) => element.open),
    popovers: opened(popovers(), (element) => element.matches(":popover-open")),
    told: [...unfolded()],
  });

  // What can be seen and has an id. A closed popover stands nowhere.
  const anchors = () =>
    [...document.querySelectorAll("main [id], article [id]")].filter((element) => element.getClientRects().length);

  // Elements by their words, for words that stand on the page once: citations are counted, so that one more
  // above gives the id of each below to another one.
  const byWords = () => {
    const found = new Map();
    anchors().forEach((element) => {
      const own = words(element);
      found.set(own, own && !found.has(own) ? element : null);
    });
    return found;
  };

  // The elements nearest to the top of the window: what stood there is to stand there again, also when
  // lines were added above it.
  const nearby = () => {
    const once = byWords();
    return anchors()
      .map((element) => {
        const own = words(element);
        return [element.id, element.getBoundingClientRect().top, once.get(own) ? own : ""];
      })
      .sort((a, b) => Math.abs(a[1]) - Math.abs(b[1]))
      .slice(0, 24);
  };

  const keep = (more) => {
    const state = { page: location.pathname, x: scrollX, y: scrollY, near: nearby(), ...openParts(), ...more };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(state));
    } catch {
      // A browser that keeps nothing reloads to where it will.
    }
    history.scrollRestoration = "manual";
  };

  const taken = () => {
    try {
      const state = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
      return state && state.page === location.pathname ? state : null;
    } catch {
      return null;
    }
  };

  const scrollBack = (state) => {
    const aim = state.anchor === undefined ? null : document.getElementById(state.anchor);
    if (aim) {
      aim.scrollIntoView();
      return;
    }
    if (state.y === 0) {
      window.scrollTo(state.x, 0);
      return;
    }
    const once = byWords();
    const there = state.near.map(([id, top, own]) => [once.get(own), top]).find(([element]) => element)
      ?? state.near.map(([id, top]) => [document.getElementById(id), top]).find(([element]) => element);
    window.scrollTo(state.x, there ? scrollY + there[0].getBoundingClientRect().top - there[1] : state.y);
  };

  const restore = () => {
    const state = taken();
    if (!state) return;
    const parts = traits(details());
    state.details.map((one) => found(one, parts)).forEach((part) => { if (part) part.open = true; });
    state.told.forEach((text) => unfoldedBefore.add(text));
    state.checked.forEach((id) => { if (document.getElementById(id)) document.getElementById(id).checked = true; });
    // It stands beside what opens it, so that must be said.
    const popped = traits(popovers());
    state.popovers.map((one) => found(one, popped)).forEach((popover) => {
      const source = popover && document.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
      popover?.showPopover?.(source ? { source } : {});
    });
    scrollBack(state);
    // Pictures that arrive later push the text down: once more, unless the reader has moved on.
    let moved = false;
    ["wheel", "touchstart", "keydown", "pointerdown"].forEach((kind) =>
      addEventListener(kind, () => { moved = true; }, { once: true, passive: true }));
    // The browser's own jump to the address's #fragment comes later still.
    const again = () => { if (!moved) scrollBack(state); };
    addEventListener("load", () => {
      again();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        again();
        history.scrollRestoration = "auto";
      }));
    }, { once: true });
  };

  // ---- what the page must do --------------------------------------------------------------------

  const reload = (more) => {
    stream?.close();
    keep(more);
    location.reload();
  };

  const stem = (href) => href.replace(/\.[0-9a-f]{10}\.css$/, "");

  // Style sheets that are still loading, by those whose places they will take.
  const coming = new Map();

  const restyle = (sheets) => {
    coming.forEach((fresh) => fresh.remove());  // there are newer ones
    coming.clear();
    const links = [...document.querySelectorAll('link[rel~="stylesheet"][href]')]
      .filter((link) => /\/assets\/[\w-]+\.[0-9a-f]{10}\.css$/.test(link.getAttribute("href")));
    const same = links.length === sheets.length
      && links.every((link, at) => stem(link.getAttribute("href")) === stem(sheets[at][0]));
    if (!same) {
      reload();
      return;
    }
    links.forEach((old, at) => {
      const [href, integrity] = sheets[at];
      if (old.getAttribute("href") === href) return;
      const fresh = old.cloneNode();
      const isAwaited = () => coming.get(old) === fresh;
      if (integrity) fresh.integrity = integrity;
      fresh.href = href;
      fresh.addEventListener("load", () => {
        if (!isAwaited()) return;
        coming.delete(old);
        old.remove();
      }, { once: true });
      // One that is gone already has been saved again: what is there now is about to be told.
      fresh.addEventListener("error", () => setTimeout(() => { if (isAwaited()) reload(); }, 1000), { once: true });
      coming.set(old, fresh);
      old.after(fresh);
    });
  };

  const follow = ({ go, anchor, do: task }) => {
    const target = go + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    if (new URL(go, location.href).pathname !== location.pathname) {
      stream?.close();
      location.assign(target);
      return;
    }
    if (anchor) history.replaceState(null, "", target);
    if (task === "reload") reload(anchor ? { anchor } : {});
    else document.getElementById(anchor)?.scrollIntoView();
  };

  // ---- what is wrong ----------------------------------------------------------------------------

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const shadowed = (name, ...children) => {
    const host = element(name);
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = `${HOME}panel.css`;
    host.attachShadow({ mode: "open" }).append(sheet, ...children);
    return host;
  };

  const landmark = (label, host) => {
    host.setAttribute("role", "complementary");
    host.setAttribute("aria-label", label);
    return host;
  };

  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const lines = (text) => {
    const made = element("pre", "rest", text);
    made.tabIndex = 0;  // it may be wider than the window, and is scrolled by keys too
    return made;
  };

  // The console's words: a headline, then the line with its caret and the hint.
  const problemRow = ({ text, severity }) => {
    const [head, ...rest] = text.split("\n");
    const row = element("li", `problem ${severity}`);
    row.append(element("p", "head", head));
    if (rest.length) row.append(lines(rest.join("\n")));
    return row;
  };

  const list = (problems) => {
    const rows = element("ol", "problems");
    rows.append(...problems.map(problemRow));
    return rows;
  };

  const errorPanel = (errors, wrong, trace) => {
    const panel = element("section", "panel");
    panel.setAttribute("role", "alert");
    const said = [wrong ? counted(wrong, "error") : "", trace ? "a bug in Dateline" : ""];
    const head = element("div", "bar");
    head.append(element("strong", "", said.filter(Boolean).join(" and ")),
      element("span", "", "You see the last good page."));
    const hide = element("button", "", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => panel.remove());
    head.append(hide);
    panel.append(head, list(errors));
    if (trace) {
      panel.append(element("p", "head", "Please report this bug with these lines:"), lines(trace));
    }
    return shadowed("dateline-panel", panel);
  };

  const message = (text) => text.split("\n")[0].replace(/^.*?: warning: /, "").replace(/ \[[\w-]+\]$/, "");

  // What the writer has unfolded of all this stays so, also over a reload: it is told anew by each build.
  const unfoldedBefore = new Set();

  const unfolded = () => {
    document.querySelectorAll("dateline-note, dateline-pill").forEach((host) => {
      const part = host.shadowRoot.querySelector("details");
      if (part.open) unfoldedBefore.add(host.about);
      else unfoldedBefore.delete(host.about);
    });
    return unfoldedBefore;
  };

  const foldable = (name, about, part) => {
    const host = shadowed(name, part);
    host.about = about;
    part.open = unfoldedBefore.has(about);
    return host;
  };

  // A warning beside what it is about.
  const note = (problem, about) => {
    const details = element("details", "note");
    details.append(element("summary", "", `⚠ ${message(problem.text)}`), lines(problem.text));
    return foldable("dateline-note", `${message(problem.text)} ${words(about)}`, details);
  };

  const warningPill = (warnings, elsewhere) => {
    const details = element("details", "pill");
    const said = [warnings.length ? `${counted(warnings.length, "warning")} on this page` : "",
      elsewhere ? (warnings.length ? `${elsewhere} elsewhere` : `${counted(elsewhere, "warning")} on other pages`) : ""];
    details.append(element("summary", "", said.filter(Boolean).join(", ")));
    if (warnings.length) details.append(list(warnings));
    else details.append(element("p", "head", "The terminal lists them."));
    return landmark("Warnings", foldable("dateline-pill", "", details));
  };

  // The way to what stands behind a story, for its editor.
  const reportLink = (href) => {
    const link = element("a", "report", "Evidence report");
    link.href = href;
    return landmark("Evidence", shadowed("dateline-report", link));
  };

  let told = "";
  const show = ({ problems, wrong, elsewhere, trace }) => {
    const now = JSON.stringify([problems, wrong, elsewhere, trace]);
    if (now === told) return;
    told = now;
    unfolded();
    document.querySelectorAll("dateline-panel, dateline-note, dateline-pill").forEach((old) => old.remove());
    const errors = problems.filter(({ severity }) => severity !== "warning");
    const warnings = problems.filter(({ severity }) => severity === "warning");
    if (errors.length || trace) document.body.append(errorPanel(errors, wrong, trace));
    warnings.forEach((problem) => {
      const about = problem.anchor ? document.getElementById(problem.anchor) : null;
      if (about?.matches("li, tr")) {
        about.append(note(problem, about));
        return;
      }
      let last = about;
      while (last?.nextElementSibling?.localName === "dateline-note") last = last.nextElementSibling;
      last?.after(note(problem, about));
    });
    if ((warnings.length || elsewhere) && !errors.length && !trace) {
      document.body.append(warningPill(warnings, elsewhere));
    }
  };

  // ---- the stream -------------------------------------------------------------------------------

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    builds = news.builds;
    show(news);
    if (news.go) follow(news);
    else if (news.do === "reload") reload();
    if (news.do === "restyle") restyle(news.sheets);
    mark = news.mark;
  };

  // Only while the page can be seen: browsers allow few connections to one server, and a hidden tab
  // learns what it missed when it is looked at again.
  const listen = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      const ask = new URLSearchParams({ page: location.pathname, mark, builds });
      stream = new EventSource(`${HOME}events?${ask}`);
      stream.addEventListener("message", hear);
      // The browser's own retry would ask with an old mark.
      stream.addEventListener("error", () => {
        stream?.close();
        stream = null;
        setTimeout(listen, 500);
      });
    }
  };

  if (dataset.report) document.body.append(reportLink(dataset.report));
  restore();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) listen(); });
  listen();
})();
