package dev.fencepost.proofs.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The world at one moment.
 *
 * @param operations how many the operator has done
 * @param operating the operator's open transaction
 * @param scanning the transaction that starts the second scan
 * @param crashes how many may still come
 * @param stalls how many may still come
 */
record State(
    List<List<Message>> log,
    Database db,
    List<Writer> writers,
    List<Backfill> backfills,
    List<Worker> workers,
    int operations,
    @Nullable FenceTransaction operating,
    @Nullable FenceTransaction scanning,
    int crashes,
    int stalls) {

  List<Transaction> transactions() {
    List<Transaction> open = new ArrayList<>(backfills);
    writers.forEach(
        writer -> {
          if (writer.landing() != null) {
            open.add(writer.landing());
          }
        });
    if (operating != null) {
      open.add(operating);
    }
    if (scanning != null) {
      open.add(scanning);
    }
    return open;
  }

  State with(Database changed) {
    return new State(
        log,
        changed,
        writers,
        backfills,
        workers,
        operations,
        operating,
        scanning,
        crashes,
        stalls);
  }

  State with(int at, Writer writer) {
    return new State(
        log,
        db,
        Rows.with(writers, at, writer),
        backfills,
        workers,
        operations,
        operating,
        scanning,
        crashes,
        stalls);
  }

  State with(int at, Backfill backfill) {
    return new State(
        log,
        db,
        writers,
        Rows.with(backfills, at, backfill),
        workers,
        operations,
        operating,
        scanning,
        crashes,
        stalls);
  }

  State with(int at, Worker worker) {
    return new State(
        log,
        db,
        writers,
        backfills,
        Rows.with(workers, at, worker),
        operations,
        operating,
        scanning,
        crashes,
        stalls);
  }

  State operating(int done, @Nullable FenceTransaction transaction) {
    return new State(
        log, db, writers, backfills, workers, done, transaction, scanning, crashes, stalls);
  }

  State scanning(@Nullable FenceTransaction transaction) {
    return new State(
        log, db, writers, backfills, workers, operations, operating, transaction, crashes, stalls);
  }

  State sent(int partition, Message message) {
    return new State(
        Rows.with(log, partition, Rows.and(log.get(partition), message)),
        db,
        writers,
        backfills,
        workers,
        operations,
        operating,
        scanning,
        crashes,
        stalls);
  }

  State crashed() {
    return new State(
        log, db, writers, backfills, workers, operations, operating, scanning, crashes - 1, stalls);
  }

  State stalled() {
    return new State(
        log, db, writers, backfills, workers, operations, operating, scanning, crashes, stalls - 1);
  }
}
