package dev.fencepost.bench.jvm;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.process.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of the heap of a JVM of the serial collector is in use. */
public final class JvmMemory {

  private static final Pattern GENERATION = Pattern.compile("generation .*?used ([0-9]+)K");
  private static final double KIB_PER_MEGABYTE = 1024;

  private JvmMemory() {}

  /** Megabytes after a full collection, which this causes. */
  public static double live(ChildProcess process) throws IOException, InterruptedException {
    tell(process, "GC.run");
    return used(tell(process, "GC.heap_info"));
  }

  /** Both generations; the spaces that they consist of are not counted again. */
  static double used(String heapInfo) {
    double kib = 0;
    Matcher generation = GENERATION.matcher(heapInfo);
    while (generation.find()) {
      kib += Long.parseLong(generation.group(1));
    }
    if (kib == 0) {
      throw CommandFailure.failed("the heap is not told: " + heapInfo);
    }
    return kib / KIB_PER_MEGABYTE;
  }

  private static String tell(ChildProcess process, String command)
      throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw CommandFailure.failed("jcmd " + command + " failed: " + answer.strip());
    }
    return answer;
  }
}
