package dev.fencepost.bench.landing;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.process.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running JVM of the serial collector has in memory.
 *
 * @param liveMegabytes of the heap after a full collection
 * @param residentMegabytes the largest part of physical memory that the process has had so far
 */
record JvmMemory(double liveMegabytes, double residentMegabytes) {

  private static final Pattern GENERATION = Pattern.compile("generation .*?used ([0-9]+)K");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
  private static final double KIB_PER_MEGABYTE = 1024;

  static JvmMemory of(ChildProcess process) throws IOException, InterruptedException {
    String peak = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    tell(process, "GC.run");
    String heap = tell(process, "GC.heap_info");
    return new JvmMemory(used(heap), first(PEAK, peak));
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

  private static double first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) / KIB_PER_MEGABYTE : 0;
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
