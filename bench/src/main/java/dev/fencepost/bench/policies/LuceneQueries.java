package dev.fencepost.bench.policies;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.FindingField;
import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.RegExp;

/**
 * Conditions as Lucene's queries with the same verdicts over {@link LuceneDocuments}.
 *
 * <p>Conjunctions become filters, since nobody asks for scores. A list becomes a disjunction of
 * terms, because presearchers see the terms of that and not those of a set. Bounds on one number
 * are one range of points. What seeded policies do not contain is refused, never guessed.
 */
final class LuceneQueries {

  private LuceneQueries() {}

  static Query of(Clause clause) {
    if (clause instanceof Clause.And and) {
      return conjunction(and.parts());
    }
    if (clause instanceof Clause.Or or) {
      return disjunction(or.parts().stream().map(LuceneQueries::of).toList());
    }
    if (clause instanceof Clause.TextComparison text && text.comparison() == Comparison.EQ) {
      return new TermQuery(new Term(LuceneDocuments.name(text.term()), text.literal()));
    }
    if (clause instanceof Clause.TextIn in) {
      String field = LuceneDocuments.name(in.term());
      return disjunction(
          in.literals().stream().map(v -> (Query) new TermQuery(new Term(field, v))).toList());
    }
    if (clause instanceof Clause.TextMatch match) {
      String pattern = LuceneRegex.of(match.pattern().pattern());
      return new RegexpQuery(new Term(LuceneDocuments.name(match.term()), pattern), RegExp.NONE);
    }
    return conjunction(List.of(clause));
  }

  private static Query disjunction(List<Query> queries) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, Occur.SHOULD));
    return any.build();
  }

  private static Query conjunction(List<Clause> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Bounds confidence = new Bounds();
    Bounds count = new Bounds();
    for (Clause part : parts) {
      if (part instanceof Clause.ConfidenceComparison bound) {
        double literal = bound.literal();
        confidence.narrow(
            bound.comparison(), literal, Math.nextDown(literal), Math.nextUp(literal));
      } else if (part instanceof Clause.CountComparison bound
          && bound.field() == FindingField.MATCH_COUNT) {
        double literal = (double) bound.literal();
        count.narrow(bound.comparison(), literal, literal - 1, literal + 1);
      } else if (part instanceof Clause.TextComparison
          || part instanceof Clause.TextIn
          || part instanceof Clause.TextMatch
          || part instanceof Clause.And
          || part instanceof Clause.Or) {
        all.add(of(part), Occur.FILTER);
      } else {
        throw new IllegalArgumentException("no query has the meaning of " + part);
      }
    }
    if (confidence.narrowed) {
      all.add(
          DoublePoint.newRangeQuery(LuceneDocuments.CONFIDENCE, confidence.low, confidence.high),
          Occur.FILTER);
    }
    if (count.narrowed) {
      all.add(
          LongPoint.newRangeQuery(LuceneDocuments.COUNT, (long) count.low, (long) count.high),
          Occur.FILTER);
    }
    return all.build();
  }

  /** Both inclusive. Whole numbers stay exact, since seeded counts are small. */
  private static final class Bounds {

    private double low = Double.NEGATIVE_INFINITY;
    private double high = Double.POSITIVE_INFINITY;
    private boolean narrowed;

    void narrow(Comparison comparison, double literal, double before, double after) {
      narrowed = true;
      switch (comparison) {
        case GE -> low = Math.max(low, literal);
        case GT -> low = Math.max(low, after);
        case LE -> high = Math.min(high, literal);
        case LT -> high = Math.min(high, before);
        case EQ -> {
          low = Math.max(low, literal);
          high = Math.min(high, literal);
        }
        case NE -> throw new IllegalArgumentException("no range is everything but a number");
      }
    }
  }
}
