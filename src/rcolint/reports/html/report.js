"use strict";
// Filters, the way through the notes, and the pages of a long report, which are unpacked where a reader comes by.
// Without script the report is whole, only unfiltered (a packed one shows the names of its pages).
(function () {
  var NAMES = ["severity", "tier", "family", "standing"], KEPT = 40;

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function one(id) { return document.getElementById(id); }

  var pages = [], last = 0, kinds = [], codes = [], prints = null, chunks = {}, open = [], current = 0, written = null;

  // What is known of each note: its kind (one of `kinds`) by its number

  function kindOf(element) { return NAMES.map(function (name) { return element.dataset[name]; }); }

  function readPages() {
    pages = all(".page").map(function (element) {
      var first = +element.dataset.first, count = +element.dataset.count;
      return { element: element, path: element.dataset.path.toLowerCase(), first: first, end: first + count };
    });
    last = pages.length ? pages[pages.length - 1].end - 1 : 0;
  }

  function readNotes() {
    all(".cue").forEach(function (note) {
      codes[+note.id.slice(1)] = kinds.length;
      kinds.push(kindOf(note));
    });
  }

  function readIndex() {
    kinds = all("#kinds template").map(function (template) { return kindOf(template.content.firstElementChild); });
    return Promise.all([unpacked("index"), unpacked("names")]).then(function (texts) {
      var index = JSON.parse(texts[0]);
      one("pages").append(document.createRange().createContextualFragment(texts[1]));
      codes = [0].concat(index.codes);
      prints = index.prints;
    });
  }

  // Pages that are packed

  function unpacked(id) {
    var bytes = Uint8Array.from(atob(one(id).textContent), function (letter) { return letter.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  function load(page) {
    var element = page.element, chunk = element.dataset.chunk;
    if (chunk === undefined || page.open) { return Promise.resolve(); }
    if (!chunks[chunk]) {
      chunks[chunk] = unpacked("chunk" + chunk).then(function (text) { return text.split("\x1e"); });
    }
    return chunks[chunk].then(function (texts) {
      if (page.open) { return; }
      var anchor = held(), top = anchor && anchor.getBoundingClientRect().top;
      page.open = document.createElement("div");
      element.append(page.open);
      element.style.minHeight = "";
      // Parsed in its place and never cloned: so the policy of this document holds for all that comes out of a chunk.
      page.open.append(document.createRange().createContextualFragment(texts[element.dataset.at]));
      complete(page);
      open.push(page);
      sift(page);
      unload(page);
      if (anchor) { window.scrollBy(0, anchor.getBoundingClientRect().top - top); }
    });
  }

  // What must not move when a page above it is unpacked: the note at hand, else the page at the top of the window.
  function held() {
    var note = document.querySelector(".cue.now"), there;
    if (note && inView(note)) { return note; }
    there = document.elementFromPoint(window.innerWidth / 2, 80);
    return there && there.closest(".page");
  }

  // A packed page numbers its notes from 1, and a packed note brings only what is its own: the rest stands in the
  // template of its kind.
  function complete(page) {
    var templates = all("#kinds template"), before = page.first - 1;
    all("mark", page.open).forEach(function (mark) {
      var numbers = numbersOf(mark).map(function (number) { return number + before; });
      mark.dataset.notes = numbers.join(" ");
      mark.setAttribute("aria-details", "n" + numbers[0]);
    });
    all(".ref", page.open).forEach(function (link) {
      link.textContent = +link.textContent + before;
      link.href = "#n" + link.textContent;
      link.setAttribute("aria-label", "note " + link.textContent);
    });
    all(".said", page.open).forEach(function (said) {
      var number = +said.dataset.note + before, link;
      var note = document.importNode(templates[codes[number]].content.firstElementChild, true);
      said.replaceWith(note);
      note.querySelector(".said").replaceWith(said);
      note.id = "n" + number;
      note.setAttribute("aria-label", "Note " + number);
      link = note.querySelector(".number");
      link.textContent = number;
      link.id = nameOf(number);
      link.href = "#" + link.id;
    });
  }

  function unload(kept) {
    while (open.length > KEPT) {
      var page = open.shift();
      if (page === kept || page.open.contains(one("n" + current))) { open.push(page); return; }
      page.element.style.minHeight = page.element.offsetHeight + "px";
      page.open.remove();
      page.open = page.parts = page.sifted = null;
    }
  }

  function nameOf(number) { return prints ? "f" + prints.substr((number - 1) * 16, 16) : one("n" + number).querySelector(".number").id; }

  function numberOf(name) {
    if (/^n\d+$/.test(name)) { return +name.slice(1); }
    if (prints && /^f[0-9a-f]{16}$/.test(name)) {
      for (var at = prints.indexOf(name.slice(1)); at >= 0; at = prints.indexOf(name.slice(1), at + 1)) {
        if (at % 16 === 0) { return at / 16 + 1; }
      }
    }
    var element = name && one(name), note = element && element.closest(".cue");
    return note ? +note.id.slice(1) : 0;
  }

  // Filters

  var boxes = all("[data-filter]"), path = one("path");

  function left() {
    var off = {};
    boxes.forEach(function (box) { if (!box.checked) { off[box.dataset.filter + " " + box.value] = true; } });
    return kinds.map(function (kind) {
      return !kind.some(function (value, at) { return off[NAMES[at] + " " + value]; });
    });
  }

  var allowed = [], counts = { shown: 0, waived: 0 };

  function filter() {
    var wanted = path.value.trim().toLowerCase(), every;
    allowed = left();
    every = allowed.every(Boolean);
    counts = { shown: 0, waived: 0 };
    pages.forEach(function (page) {
      var some = every;
      page.out = page.path.indexOf(wanted) < 0;
      for (var n = page.first; n < page.end && !page.out; n += 1) {
        if (allowed[codes[n]]) {
          some = true;
          counts.shown += 1;
          counts.waived += kinds[codes[n]][3] === "waived" ? 1 : 0;
        }
      }
      page.out = page.out || !some;
      if (page.element.hidden !== page.out) { page.element.hidden = page.out; }
      if (!page.out) { sift(page); }
    });
    if (current && !stands(current)) { point(0); }
    tell();
    one("filter").classList.toggle("on", counts.shown < last);
  }

  function sift(page) {
    if (page.element.dataset.chunk !== undefined && !page.open) { return; }
    var key = allowed.map(Number).join("");
    if (key === (page.sifted || key.replace(/0/g, "1"))) { return; }
    page.sifted = key;
    page.parts = page.parts || partsOf(page.element);
    page.parts.forEach(function (part) {
      var out = !part.numbers.some(function (number) { return allowed[codes[number]]; });
      if (part.out === out) { return; }
      part.out = out;
      if (part.mark) { part.element.classList.toggle("off", out); } else { part.element.hidden = out; }
    });
  }

  function partsOf(page) {
    return all(".cue, mark, .ref", page).map(function (element) {
      var note = element.classList.contains("cue");
      return { element: element, mark: element.tagName === "MARK", numbers: note ? [+element.id.slice(1)] : numbersOf(element), out: false };
    });
  }

  function numbersOf(element) { return (element.dataset.notes || element.textContent).split(" ").map(Number); }

  function pageOf(number) {
    var low = 0, high = pages.length - 1;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (pages[middle].end > number) { high = middle; } else { low = middle + 1; }
    }
    return pages[low];
  }

  function stands(number) { return allowed[codes[number]] && !pageOf(number).out; }

  function tell() {
    var live = counts.shown - counts.waived, text = "Note " + current + " of " + last;
    if (!current) {
      text = live + (live === 1 ? " cue" : " cues") + (counts.waived ? ", " + counts.waived + " waived" : "") + " shown";
    }
    one("where").textContent = text;
  }

  // The way through the notes

  function point(number) {
    all(".now").forEach(function (element) { element.classList.remove("now"); });
    current = number;
    if (!number) { return; }
    var note = one("n" + number);
    note.classList.add("now");
    all("mark", note.closest(".page")).forEach(function (mark) {
      if (numbersOf(mark).indexOf(number) >= 0) { mark.classList.add("now"); }
    });
  }

  function inView(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 70 && box.top < window.innerHeight - 20;
  }

  function show(number) {
    if (!stands(number)) { clear(); }
    return load(pageOf(number)).then(function () {
      var note = one("n" + number), box = note.closest("details"), mark;
      if (box) { box.open = true; }
      point(number);
      note.scrollIntoView({ block: "center" });
      mark = document.querySelector("mark.now");
      if (mark && !inView(mark)) { mark.scrollIntoView({ block: "center" }); }
      note.focus({ preventScroll: true });
      tell();
      write();
    });
  }

  function go(step) {
    var number = current || (step > 0 ? 0 : last + 1);
    do { number += step; } while (number > 0 && number <= last && !stands(number));
    if (number > 0 && number <= last) { show(number); }
  }

  function turn(step) {
    var list = pages.filter(function (page) { return !page.out; }), top = 80;
    var at = list.findIndex(function (page) { return page.element.getBoundingClientRect().top > top; });
    if (at < 0) { at = list.length; }
    if (step < 0) {
      at -= 1;
      if (at >= 0 && list[at].element.getBoundingClientRect().top > top - 30) { at -= 1; }
    }
    if (list[at]) { jump(list[at]); }
  }

  function jump(page) {
    if (page.out) { clear(); }
    load(page).then(function () {
      page.element.scrollIntoView({ block: "start" });
      page.element.querySelector("h2").focus({ preventScroll: true });
    });
  }

  function pageNamed(name) {
    return pages.find(function (page) { return page.element.id === name; });
  }

  function clear() {
    boxes.forEach(function (box) { box.checked = true; });
    path.value = "";
    filter();
  }

  // The state stands in the address: #f<fingerprint>&severity=error&path=shop

  function write() {
    var parts = current ? [nameOf(current)] : [];
    NAMES.forEach(function (name) {
      var group = boxes.filter(function (box) { return box.dataset.filter === name; });
      var on = group.filter(function (box) { return box.checked; });
      if (on.length < group.length) { parts.push(name + "=" + on.map(function (box) { return box.value; }).join(",")); }
    });
    if (path.value) { parts.push("path=" + encodeURIComponent(path.value)); }
    history.replaceState(null, "", "#" + parts.join("&"));
    written = location.hash;
  }

  function read() {
    var target = "", given = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at < 0) { target = target || part; } else { given[part.slice(0, at)] = part.slice(at + 1); }
    });
    boxes.forEach(function (box) {
      var name = box.dataset.filter;
      box.checked = !(name in given) || given[name].split(",").indexOf(box.value) >= 0;
    });
    try { path.value = decodeURIComponent(given.path || ""); } catch (error) { path.value = ""; }
    filter();
    var number = numberOf(target), page = pageNamed(target), element = target && one(target);
    if (number > 0 && number <= last) { show(number); } else if (page) { jump(page); } else if (element) { element.scrollIntoView(); }
  }

  // Why: what the rule says, brought to the note

  function why(link) {
    var told = link.getAttribute("aria-expanded") === "true", body;
    link.setAttribute("aria-expanded", String(!told));
    if (told) { link.parentNode.nextElementSibling.remove(); return; }
    body = document.querySelector(link.getAttribute("href") + " dl").cloneNode(true);
    link.parentNode.after(body);
  }

  function panel(shown) {
    one("filters").hidden = !shown;
    one("filter").setAttribute("aria-expanded", String(shown));
    (shown ? path : one("filter")).focus();
  }

  var KEYS = {
    j: function () { go(1); }, k: function () { go(-1); }, n: function () { turn(1); }, p: function () { turn(-1); },
    f: function () { panel(true); }, "?": function () { one("keys").showModal(); }
  };

  function listen() {
    boxes.forEach(function (box) { box.addEventListener("change", function () { filter(); write(); }); });
    path.addEventListener("input", function () { filter(); write(); });
    one("next").addEventListener("click", KEYS.j);
    one("previous").addEventListener("click", KEYS.k);
    one("help").addEventListener("click", KEYS["?"]);
    one("filter").addEventListener("click", function () { panel(one("filters").hidden); });
    one("reset").addEventListener("click", function () { clear(); write(); });
    one("close").addEventListener("click", function () { one("keys").close(); });
    window.addEventListener("hashchange", function () { if (location.hash !== written) { read(); } });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a"), number, page;
      if (!link) { return; }
      if (link.className === "why") { event.preventDefault(); why(link); return; }
      if ((link.getAttribute("href") || "")[0] !== "#") { return; }
      number = numberOf(link.hash.slice(1));
      page = pageNamed(link.hash.slice(1));
      if (number || page) { event.preventDefault(); }
      if (number) { show(number); } else if (page) { jump(page); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || one("keys").open) { return; }
      if (event.key === "Escape" && !one("filters").hidden) { panel(false); return; }
      if (event.target === path || !KEYS[event.key]) { return; }
      event.preventDefault();
      KEYS[event.key]();
    });
  }

  function watch() {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { load(pages[+entry.target.id.slice(1) - 1]); }
      });
    }, { rootMargin: "600px" });
    pages.forEach(function (page) { if (page.end > page.first) { seen.observe(page.element); } });
  }

  function start() {
    readPages();
    if (!last) { return; }
    document.querySelector(".tools").hidden = false;
    listen();
    read();
    if (one("index")) {
      document.documentElement.style.overflowAnchor = "none";  // held() sees to it, also where a browser would not
      watch();
    }
    // A browser goes to the place in the address when all is loaded; the words matter more than the note.
    window.addEventListener("load", function () { requestAnimationFrame(function () { if (current) { show(current); } }); });
    document.documentElement.dataset.ready = "yes";
    performance.mark("ready");
  }

  if (one("index")) { readIndex().then(start); } else { readNotes(); start(); }
}());
