"use strict";

const DONE = ["COMPLETED", "COMPLETED_CONSUMED"];
const COLOURS = { COMPLETED: "good", ACTIVE: "good", FROZEN: "good", FAILED: "bad",
  COMPLETED_WITH_FAILURES: "bad", RUNNING: "busy", BACKFILLING: "busy", QUEUED: "busy" };

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function time(text) {
  return text ? new Date(text).toLocaleTimeString() : "";
}

function table(id, columns, rows, nothing) {
  const place = document.getElementById(id);
  if (rows.length === 0) {
    place.replaceChildren(element("p", nothing, "none"));
    return;
  }
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const column of columns) head.append(element("th", column.name, column.number ? "number" : ""));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const column of columns) {
      const cell = line.insertCell();
      const value = column.value(row);
      if (column.number) cell.className = "number";
      if (value instanceof Node) cell.append(value); else cell.textContent = value ?? "";
    }
  }
  place.replaceChildren(made);
}

function status(text) {
  return element("span", text, COLOURS[text] || "");
}

function progress(done, all) {
  const span = element("span");
  if (all > 0) {
    const bar = element("progress");
    bar.max = all;
    bar.value = done;
    span.append(bar, ` ${done} of ${all}`);
  }
  return span;
}

function tasks(job) {
  const all = Object.values(job.tasks).reduce((sum, count) => sum + count, 0);
  const done = DONE.reduce((sum, state) => sum + (job.tasks[state] || 0), 0);
  const span = progress(done, all);
  const rest = Object.entries(job.tasks).filter(([state]) => !DONE.includes(state));
  if (rest.length > 0) span.append(" · " + rest.map(([state, count]) => `${count} ${state}`).join(", "));
  return span;
}

function show(overview) {
  const dead = overview.deadLetters;
  const state = document.getElementById("state");
  state.textContent = `As of ${time(overview.at)} · ${dead} dead letter${dead === 1 ? "" : "s"}`;
  state.className = dead > 0 ? "bad" : "";
  const landing = overview.landing;
  table("landing", [
    { name: "Wanted", value: l => l.wanted ? "yes" : "no" },
    { name: "State", value: l => status(l.state) },
    { name: "Seen", value: l => time(l.checkedAt) },
    { name: "Supervised by", value: l => l.supervisor },
    { name: "Submitted again", number: true, value: l => l.resubmitted },
    { name: "Cluster", value: l => l.flinkUrl },
    { name: "Failed last", value: l => time(l.failedAt) },
    { name: "Why", value: l => element("span", l.lastError, l.state === "RUNNING" ? "" : "bad") },
  ], landing.flinkUrl ? [landing] : [], "No landing job was wanted yet: fencepost stream submit");
  table("jobs", [
    { name: "Job", number: true, value: j => j.jobId },
    { name: "Kind", value: j => j.kind },
    { name: "Status", value: j => status(j.status) },
    { name: "Tasks", value: tasks },
    { name: "Data sources", value: j => j.datasources.join(", ") },
    { name: "Partition", number: true, value: j => j.partition },
    { name: "Held by", value: j => j.owner },
    { name: "Lease until", value: j => time(j.leaseExpiry) },
    { name: "Started", value: j => time(j.startedAt) },
    { name: "Finished", value: j => time(j.finishedAt) },
    { name: "Failure", value: j => element("span", j.failure, "bad") },
  ], overview.jobs, "No job yet: fencepost scan start");
  table("policies", [
    { name: "Policy", value: p => p.name },
    { name: "Version", number: true, value: p => p.version },
    { name: "Status", value: p => status(p.status) },
    { name: "Follows the stream", value: p => p.streaming ? "yes" : "until its backfill is complete" },
    { name: "Backfill", value: p => progress(p.rangesConfirmed, p.ranges) },
    { name: "Backfilled", value: p => time(p.backfilledAt) },
    { name: "Caught up", value: p => time(p.caughtUpAt) },
    { name: "Evaluation errors", number: true, value: p => p.evaluationErrors },
  ], overview.policies, "No policy yet: fencepost policy apply");
  table("nodes", [
    { name: "Node", value: n => n.nodeId },
    { name: "Role", value: n => n.role },
    { name: "Group", value: n => n.nodeGroup },
    { name: "Process", number: true, value: n => n.pid },
    { name: "Started", value: n => time(n.startedAt) },
    { name: "Seen", value: n => time(n.seenAt) },
  ], overview.nodes, "Nobody reported within the last hour.");
  table("partitions", [
    { name: "Topic", value: p => p.topic },
    { name: "Incarnation", number: true, value: p => p.sourceNo },
    { name: "Partition", number: true, value: p => p.partition },
    { name: "Landed up to", number: true, value: p => p.nextOffset },
    { name: "Policy generation", number: true, value: p => p.policyGeneration },
    { name: "Moved", value: p => time(p.updatedAt) },
  ], overview.partitions, "The landing job has not started yet: fencepost stream submit");
}

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch("api/status");
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.error);
      show(body);
    } catch (problem) {
      const state = document.getElementById("state");
      state.textContent = `${problem.message} What is shown may be old.`;
      state.className = "bad";
    }
  }
  setTimeout(refresh, 2000);
}

refresh();
