package dev.fencepost.bench.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A conjunction that grows until it matches about as many findings as wanted, and no fewer. */
final class PolicyDraft {

  private static final int TERMS_AT_MOST = 3;

  private final Random random;
  private final double wanted;
  private final TextTerms texts;
  private final RangeTerms ranges;
  private final List<String> terms = new ArrayList<>();
  private double share = 1;

  /**
   * An empty one.
   *
   * @param wanted the share of all findings that is to match
   */
  PolicyDraft(Random random, double wanted) {
    this.random = random;
    this.wanted = wanted;
    this.texts = new TextTerms(random);
    this.ranges = new RangeTerms(random);
  }

  void byEquality() {
    Term place = random.nextInt(4) == 0 ? texts.nodeGroup() : texts.datasource();
    addAny(List.of(texts.infoType(), place, texts.field()), texts.commonestType());
    narrowDown();
  }

  void byMembership() {
    addAny(
        List.of(texts.infoTypes(), texts.datasources(), texts.fields()),
        texts.manyDatasources(wanted));
    narrowDown();
  }

  void byRanges() {
    if (random.nextBoolean()) {
      add(ranges.count(wanted));
    }
    add(ranges.confidence(wanted / share));
  }

  /** One in three only by patterns, one in three only by labels, and one by both. */
  void byLabelsAndPatterns() {
    List<Term> few = new ArrayList<>();
    int kind = random.nextInt(3);
    if (kind != 0) {
      few.addAll(List.of(texts.label(), texts.team()));
    }
    if (kind != 1) {
      few.addAll(List.of(texts.pathPattern(), texts.otherPattern()));
    }
    addAny(few, texts.nearlyAnyPath());
    narrowDown();
  }

  String condition() {
    return String.join(" && ", terms);
  }

  /** Those that leave enough findings, in any order; otherwise one that is wide. */
  private void addAny(List<Term> candidates, Term fallback) {
    List<Term> shuffled = new ArrayList<>(candidates);
    Collections.shuffle(shuffled, random);
    for (Term term : shuffled) {
      if (terms.size() < TERMS_AT_MOST && share * term.share() >= wanted) {
        add(term);
      }
    }
    if (terms.isEmpty()) {
      add(fallback);
    }
  }

  private void narrowDown() {
    double missing = wanted / share;
    if (missing > 0.9) {
      return;
    }
    if (random.nextInt(3) == 0) {
      add(ranges.count(missing));
    }
    if (wanted / share < 0.9) {
      add(ranges.confidence(wanted / share));
    }
  }

  private void add(Term term) {
    terms.add(term.text());
    share *= term.share();
  }
}
