package dev.fencepost.bench.policies;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The inner loop: one call judges some findings, and the next call those after them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class JudgingBenchmark {

  @Param("FENCEPOST")
  public Contender contender = Contender.FENCEPOST;

  @Param("1000")
  public int policies;

  @Param("1")
  public int batch;

  /** How many findings one call judges. */
  @Param("1000")
  public int findings;

  /** How many different findings there are, a multiple of those of a call. */
  @Param("20000")
  public int pool;

  private Judge judge = new FencepostJudge(List.of(), List.of());
  private int next;

  @Setup
  public void build() {
    judge = contender.judge(batch, Agreement.policies(policies), Agreement.findings(pool));
  }

  @TearDown
  public void close() {
    judge.close();
  }

  @Benchmark
  public long judge() {
    int from = next;
    next = from + findings >= pool ? 0 : from + findings;
    return judge.judge(from, from + findings);
  }
}
