package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.ScanPlans;

/** What lives as long as this process runs the backfill, however often the batch job is begun. */
record Companions(LeaseKeeper keeper, RangeTurns turns, ReadingNote note, ScanPlans plans) {}
