
"use strict";
// Filters, and a way through the cues with j and k. Without script the report is whole, only unfiltered.
(function () {
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function one(id) { return document.getElementById(id); }
  var notes = all(".cue"), boxes = all("[data-filter]"), pages = all(".page"), marked = all("[data-notes]");
  var where = one("where"), current = null;
  if (!notes.length) { return; }
  document.querySelector(".tools").hidden = false;

  function shown() { return notes.filter(function (note) { return !note.hidden && !note.closest("[hidden]"); }); }

  function number(list) {
    var waived = list.filter(function (note) { return note.classList.contains("waived"); }).length;
    var live = list.length - waived;
    return live + (live === 1 ? " cue" : " cues") + (waived ? ", " + waived + " waived" : "");
  }

  function tell() {
    var list = shown(), at = list.indexOf(current);
    where.textContent = at < 0 ? number(list) + " shown" : "Note " + current.dataset.number + ", " + (at + 1) + " of " + list.length;
    one("filtered").textContent = list.length === notes.length ? "" : ": " + list.length + " of " + notes.length + " notes shown";
  }

  function point(note) {
    all(".now").forEach(function (element) { element.classList.remove("now"); });
    current = note;
    if (!note) { return; }
    note.classList.add("now");
    marked.forEach(function (element) {
      if (element.dataset.notes.split(" ").indexOf(note.dataset.number) >= 0) { element.classList.add("now"); }
    });
  }

  function go(step) {
    var list = shown();
    if (!list.length) { return; }
    var at = list.indexOf(current);
    var next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + step));
    point(list[next]);
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
    tell();
  }

  function filter() {
    var off = { severity: {}, family: {}, file: {} }, gone = {};
    boxes.forEach(function (box) { if (!box.checked) { off[box.dataset.filter][box.value] = true; } });
    pages.forEach(function (page) { page.hidden = off.file[page.dataset.file] === true; });
    notes.forEach(function (note) {
      note.hidden = off.severity[note.dataset.severity] === true || off.family[note.dataset.family] === true;
      if (note.hidden) { gone[note.dataset.number] = true; }
    });
    marked.forEach(function (element) {
      var left = element.dataset.notes.split(" ").filter(function (number) { return !gone[number]; });
      if (element.tagName === "A") { element.hidden = !left.length; } else { element.classList.toggle("off", !left.length); }
    });
    if (current && shown().indexOf(current) < 0) { point(null); }
    tell();
  }

  function unfold(open) { all(".cue details").forEach(function (details) { details.open = open; }); }

  boxes.forEach(function (box) { box.addEventListener("change", filter); });
  one("next").addEventListener("click", function () { go(1); });
  one("previous").addEventListener("click", function () { go(-1); });
  one("reset").addEventListener("click", function () {
    boxes.forEach(function (box) { box.checked = true; });
    filter();
  });
  one("unfold").addEventListener("click", function () {
    var open = this.getAttribute("aria-pressed") !== "true";
    this.setAttribute("aria-pressed", String(open));
    this.textContent = open ? "Close all reasons" : "Open all reasons";
    unfold(open);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.ref") : null;
    if (link) { point(one("n" + link.dataset.notes)); tell(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.key === "j") { go(1); } else if (event.key === "k") { go(-1); }
  });
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all(".cue details:not([open])");
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () { folded.forEach(function (details) { details.open = false; }); });
  filter();
}());
