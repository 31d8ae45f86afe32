package dev.fencepost.bench.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.judge.ArmedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;

/**
 * Lucene's Monitor with one query for each policy. Documents are made beforehand and are not timed.
 */
final class LuceneJudge implements Judge {

  private final Monitor monitor;
  private final Document[] documents;
  private final int batch;

  /**
   * Registers all queries.
   *
   * @param batch how many documents the monitor gets at a time
   */
  LuceneJudge(
      Presearcher presearcher, int batch, List<ArmedPolicy> policies, List<Finding> findings) {
    this.batch = batch;
    this.documents = findings.stream().map(LuceneDocuments::of).toArray(Document[]::new);
    try {
      monitor = new Monitor(new KeywordAnalyzer(), presearcher);
      monitor.register(policies.stream().map(LuceneJudge::query).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MonitorQuery query(ArmedPolicy policy) {
    Condition condition = Condition.compile(policy.condition()).orElseThrow();
    return new MonitorQuery(Long.toString(policy.policyId()), LuceneQueries.of(condition.clause()));
  }

  @Override
  public long judge(int from, int to) {
    long matches = 0;
    for (int begin = from; begin < to; begin += batch) {
      Document[] some = Arrays.copyOfRange(documents, begin, Math.min(to, begin + batch));
      MultiMatchingQueries<QueryMatch> found = match(some);
      for (int i = 0; i < some.length; i++) {
        matches += found.getMatchCount(i);
      }
    }
    return matches;
  }

  @Override
  public Set<Long> matching(int finding) {
    return match(new Document[] {documents[finding]}).getMatches(0).stream()
        .map(match -> Long.valueOf(match.getQueryId()))
        .collect(Collectors.toSet());
  }

  private MultiMatchingQueries<QueryMatch> match(Document[] some) {
    try {
      return monitor.match(some, QueryMatch.SIMPLE_MATCHER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      monitor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
