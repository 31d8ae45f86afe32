package dev.fencepost.bench.policies;

import dev.fencepost.local.home.Home;
import java.nio.file.Files;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One turn: a process of JMH's with one thread and what a machine with one core would give it.
 *
 * @param batch how many findings a peer gets at a time
 * @param findings how many one call judges, a divisor of the pool's
 */
record JudgingRun(Contender contender, int policies, int batch, int findings) {

  /** Documents of more would not fit into the peers' memory. */
  private static final int POOL = 20_000;

  /** Findings per second. */
  double take(Home home) throws Exception {
    Files.createDirectories(home.logs());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(JudgingBenchmark.class.getName())
            .param("contender", contender.name())
            .param("policies", Integer.toString(policies))
            .param("batch", Integer.toString(batch))
            .param("findings", Integer.toString(findings))
            .param("pool", Integer.toString(POOL))
            .forks(1)
            .threads(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgs("-Xms1g", "-Xmx1g", "-XX:ActiveProcessorCount=1")
            .output(home.logs().resolve("bench-policies.log").toString())
            .verbosity(VerboseMode.NORMAL);
    return findings / secondsPerCall(options);
  }

  private static double secondsPerCall(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build())
        .run().stream()
            .map(RunResult::getPrimaryResult)
            .mapToDouble(result -> result.getScore())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("JMH measured nothing"));
  }
}
